using Modular.DoIp.Entity;
using Modular.Sdk.Transports;

namespace Modular.Simulation.Vehicles;

/// <summary>Puts a simulated ECU behind a DoIP entity.</summary>
internal sealed class EcuNode(SimulatedEcu ecu) : IDoIpNode
{
    public ushort LogicalAddress => ecu.LogicalAddress;

    public IReadOnlyCollection<ushort> FunctionalAddresses { get; } = ecu.FunctionalAddress is { } address ? [address] : [];

    public ValueTask HandleAsync(DoIpNodeRequest request, CancellationToken cancellationToken) => ecu.HandleAsync(
        request.UserData,
        request.IsFunctional ? AddressingMode.Functional : AddressingMode.Physical,
        async (response, token) => await request.RespondAsync(response, token).ConfigureAwait(false),
        cancellationToken);
}
