namespace Modular.Sdk.Diagnostics;

/// <summary>A gateway and the ECUs reached through it; an ECU with a connection of its own is its own gateway.</summary>
/// <param name="Name">Name of the ECU that is the gateway.</param>
/// <param name="NetworkAddress">Where it was found, or empty while it was not.</param>
/// <param name="LogicalAddress">Its logical address.</param>
/// <param name="Ecus">The ECUs behind it, itself included.</param>
public sealed record NetworkGateway(string Name, string NetworkAddress, uint LogicalAddress, IReadOnlyList<NetworkEcu> Ecus);
