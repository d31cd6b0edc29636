using Microsoft.Extensions.Hosting;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Plugins.Transport.DoIp.Discovery;
using Modular.Plugins.Transport.DoIp.Events;
using Modular.Plugins.Transport.DoIp.Links;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp;

/// <summary>Diagnostics over Internet Protocol: entities found by UDP, one TCP connection per gateway, many ECUs over it.</summary>
/// <param name="settings">The configuration.</param>
/// <param name="finder">Finds entities.</param>
/// <param name="connections">The connections.</param>
/// <param name="events">What happens.</param>
/// <param name="time">The clock.</param>
internal sealed class DoIpTransport(DoIpSettings settings, EntityFinder finder, GatewayConnections connections, TransportEventHub events, TimeProvider time)
    : ITransport, IHostedService, IAsyncDisposable
{
    /// <inheritdoc/>
    public string Name => "doip";

    /// <inheritdoc/>
    public TransportCapabilities Capabilities =>
        TransportCapabilities.FunctionalAddressing
        | TransportCapabilities.SharedConnection
        | TransportCapabilities.LongMessages
        | (settings.Options.Discovery.Enabled ? TransportCapabilities.Discovery : TransportCapabilities.None);

    /// <inheritdoc/>
    public IReadOnlyList<TransportNode> Nodes => finder.Entities.Nodes;

    /// <inheritdoc/>
    public bool Supports(LinkParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return GatewayLinkParameters.AreGiven(parameters);
    }

    /// <inheritdoc/>
    public ValueTask<IDiagnosticLink> OpenAsync(LinkParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        cancellationToken.ThrowIfCancellationRequested();
        return new(new GatewayLink(GatewayLinkParameters.Read(parameters, settings), connections, time));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<TransportNode>> DiscoverAsync(CancellationToken cancellationToken)
    {
        finder.EnsureStarted();
        if (!settings.Options.Discovery.Enabled)
        {
            return [];
        }

        var answered = await finder.SearchAsync(cancellationToken).ConfigureAwait(false);
        return [.. answered.Select(EntityTable.ToNode)];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TransportEvent> WatchAsync(CancellationToken cancellationToken) => events.WatchAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.IsDeferred)
        {
            finder.Defer();
        }
        else
        {
            finder.EnsureStarted();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await finder.StopAsync().ConfigureAwait(false);
        await connections.CloseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);
}
