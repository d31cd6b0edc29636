using System.Globalization;
using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Links;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Network;

/// <summary>
/// Watches the transports: what they find, lose and recover decides which ECUs are asked again. When transports come
/// and go it lets go of them, so that an old generation can stop.
/// </summary>
/// <param name="groups">All ECUs.</param>
/// <param name="providers">Transports and protocols.</param>
/// <param name="detect">Asks for a detection.</param>
/// <param name="atStart">Whether the ECUs are asked when a transport appears, or only when something happens on it.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes what happens.</param>
internal sealed partial class TransportMonitor(
    IReadOnlyList<EcuGroup> groups,
    LinkProviders providers,
    Action<EcuGroup> detect,
    bool atStart,
    TimeProvider time,
    ILogger<TransportMonitor> logger)
{
    private static readonly TimeSpan WatchAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Watches until cancelled.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var changed = new SemaphoreSlim(0);
        void OnChanged(object? sender, EventArgs arguments) => changed.Release();
        providers.Transports.Changed += OnChanged;
        providers.Protocols.Changed += OnChanged;
        try
        {
            while (true)
            {
                await WatchProvidersAsync(changed, cancellationToken).ConfigureAwait(false);
                await Task.WhenAll(groups.Select(group => CloseOutdatedAsync(group, cancellationToken))).ConfigureAwait(false);
            }
        }
        finally
        {
            providers.Transports.Changed -= OnChanged;
            providers.Protocols.Changed -= OnChanged;
        }
    }

    private async Task CloseOutdatedAsync(EcuGroup group, CancellationToken cancellationToken)
    {
        bool IsOutdated(EcuChannel.OpenChannel open) => !providers.AreCurrent(open);
        if (!group.Channel.IsOpen(IsOutdated))
        {
            return;
        }

        try
        {
            // The request under way ends on the old generation, the next one begins on the new.
            using var turn = await group.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);
            await group.Channel.CloseAsync(IsOutdated).ConfigureAwait(false);
        }
        catch (DiagnosticException)
        {
            // It takes longer than anybody would wait for; the provider must not be held up by it.
            await group.Channel.CloseAsync(IsOutdated).ConfigureAwait(false);
        }
    }

    private async Task WatchProvidersAsync(SemaphoreSlim changed, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var leases = providers.Transports.AcquireAll();
        var watches = leases.Select(lease => WatchAsync(lease, watching.Token)).ToArray();
        try
        {
            if (atStart && leases.Count > 0)
            {
                foreach (var group in groups.Where(group => group.Members.All(member => member.Status.State != EcuState.Online)))
                {
                    detect(group);
                }
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watches).ConfigureAwait(false);
            foreach (var lease in leases)
            {
                lease.Dispose();
            }
        }
    }

    private async Task WatchAsync(CapabilityLease<ITransport> lease, CancellationToken cancellationToken)
    {
        var transport = lease.Value;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var events = transport.WatchAsync(cancellationToken);
                foreach (var node in transport.Nodes)
                {
                    Found(node.LogicalAddress, node.NetworkAddress);
                }

                await foreach (var happened in events.ConfigureAwait(false))
                {
                    Handle(transport.Name, happened);
                }

                // A provider that is going away ends its stream; a new one raises Changed.
                await Task.Delay(WatchAgainAfter, time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever a transport throws, the others and the ECUs' detection go on.
                LogWatchFailed(exception, transport.Name);
                await Task.Delay(WatchAgainAfter, time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Handle(string transport, TransportEvent happened)
    {
        LogHappened(transport, happened.Kind, Address(happened.LogicalAddress), happened.NetworkAddress, happened.Detail);
        if (happened.Lost > 0)
        {
            LogMissed(transport, happened.Lost);
            foreach (var group in groups)
            {
                detect(group);
            }
        }

        switch (happened.Kind)
        {
            case TransportEventKind.NodeDiscovered or TransportEventKind.Recovered:
                foreach (var group in Found(happened.LogicalAddress, happened.NetworkAddress))
                {
                    detect(group);
                }

                break;
            case TransportEventKind.Connected:
                Found(happened.LogicalAddress, happened.NetworkAddress);
                break;
            case TransportEventKind.Lost or TransportEventKind.Failed:
                var reason = happened.Detail ?? $"the connection to {happened.NetworkAddress} was lost";
                foreach (var member in Behind(happened.LogicalAddress).SelectMany(group => group.Members))
                {
                    if (member.Condition.Connectivity == Connectivity.Online)
                    {
                        member.MarkSilent(reason);
                    }
                }

                break;
        }
    }

    private List<EcuGroup> Found(uint logicalAddress, string networkAddress)
    {
        var behind = Behind(logicalAddress);
        foreach (var member in behind.SelectMany(group => group.Members))
        {
            member.MarkFound(networkAddress);
        }

        return behind;
    }

    private List<EcuGroup> Behind(uint logicalAddress) => [.. groups.Where(group => group.IsBehind(logicalAddress))];

    private static string Address(uint logicalAddress) => string.Create(CultureInfo.InvariantCulture, $"0x{logicalAddress:X4}");

    [LoggerMessage(6040, LogLevel.Debug, "Transport {Transport}: {Kind} {Address} at {NetworkAddress} ({Detail})")]
    private partial void LogHappened(string transport, TransportEventKind kind, string address, string networkAddress, string? detail);

    [LoggerMessage(6041, LogLevel.Warning, "Missed {Count} events of transport {Transport}, so all ECUs are asked again")]
    private partial void LogMissed(string transport, int count);

    [LoggerMessage(6042, LogLevel.Warning, "Transport {Transport} cannot be watched")]
    private partial void LogWatchFailed(Exception exception, string transport);
}
