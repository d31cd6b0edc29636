using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Plugins.DiagnosticTester.Slots;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Links;

/// <summary>Chooses transport and protocol for an ECU among those that run.</summary>
/// <param name="transports">The transports.</param>
/// <param name="protocols">The protocols.</param>
/// <param name="interceptors">Those who see every request and answer.</param>
internal sealed class LinkProviders(
    ICapability<ITransport> transports, ICapability<IDiagnosticProtocol> protocols, ICapability<IPduInterceptor> interceptors)
{
    /// <summary>The transports.</summary>
    public ICapability<ITransport> Transports => transports;

    /// <summary>The protocols.</summary>
    public ICapability<IDiagnosticProtocol> Protocols => protocols;

    /// <summary>Opens a channel to an ECU over the first transport that supports its communication parameters.</summary>
    /// <param name="ecu">The ECU.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel with its leases; the caller disposes it.</returns>
    /// <exception cref="LinkException">No running plugin can do it, or a communication parameter is wrong.</exception>
    public async ValueTask<EcuChannel.OpenChannel> OpenAsync(EcuDefinition ecu, CancellationToken cancellationToken)
    {
        var parameters = new LinkParameters(ecu.Name, AddressingMode.Physical, ecu.ComParams);
        var transport = Choose(transports, candidate => candidate.Supports(parameters), fallback: false)
            ?? throw new LinkException(
                LinkFailure.InvalidParameters,
                $"No running transport can open a link to {ecu.Name}: none understands its communication parameters (protocol "
                + $"{ecu.Protocol ?? "none"}). 'modular plugin list' shows which transports run.");
        CapabilityLease<IDiagnosticProtocol>? protocol = null;
        try
        {
            var name = ProtocolName(ecu.Protocol);
            protocol = Choose(protocols, candidate => candidate.Name == name, fallback: true)
                ?? throw new LinkException(
                    LinkFailure.InvalidParameters, $"No running plugin speaks the protocol {name} that {ecu.Name} needs.");
            var link = await transport.Value.OpenAsync(parameters, cancellationToken).ConfigureAwait(false);
            try
            {
                var channel = new InterceptedChannel(protocol.Value.Open(link, ecu.ComParams), ecu.Name, interceptors);
                return new EcuChannel.OpenChannel(ecu, channel, transport, protocol);
            }
            catch (FormatException exception)
            {
                await link.DisposeAsync().ConfigureAwait(false);
                throw new LinkException(LinkFailure.InvalidParameters, $"{ecu.Name}: {exception.Message}", exception);
            }
        }
        catch
        {
            protocol?.Dispose();
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Whether the providers of an open channel still run. False: it has to be closed, so that they can stop.</summary>
    /// <param name="channel">The channel.</param>
    public bool AreCurrent(EcuChannel.OpenChannel channel) =>
        IsCurrent(transports, channel.Transport.Value) && IsCurrent(protocols, channel.Protocol.Value);

    private static string ProtocolName(string? protocol) => protocol switch
    {
        not null when protocol.Contains("KWP", StringComparison.OrdinalIgnoreCase) => "kwp2000",
        not null when protocol.Contains("OBD", StringComparison.OrdinalIgnoreCase) => "obd2",
        _ => "uds",
    };

    private static bool IsCurrent<T>(ICapability<T> capability, T provider)
        where T : class
    {
        var leases = capability.AcquireAll();
        var isCurrent = leases.Any(lease => ReferenceEquals(lease.Value, provider));
        foreach (var lease in leases)
        {
            lease.Dispose();
        }

        return isCurrent;
    }

    private static CapabilityLease<T>? Choose<T>(ICapability<T> capability, Predicate<T> fits, bool fallback)
        where T : class
    {
        var leases = capability.AcquireAll();
        var chosen = leases.FirstOrDefault(lease => fits(lease.Value)) ?? (fallback && leases.Count == 1 ? leases[0] : null);
        foreach (var lease in leases.Where(lease => lease != chosen))
        {
            lease.Dispose();
        }

        return chosen;
    }
}
