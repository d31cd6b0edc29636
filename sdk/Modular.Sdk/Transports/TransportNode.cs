namespace Modular.Sdk.Transports;

/// <summary>A node of a medium: a DoIP entity, a CAN node.</summary>
/// <param name="NetworkAddress">Where it is, as text: an IP address, or <c>can://interface:0x730-&gt;0x738</c>.</param>
/// <param name="LogicalAddress">Its logical address, 0 to 65 535 on DoIP.</param>
/// <param name="Properties">Further facts by name, for example <c>vin</c>, <c>eid</c>, <c>gid</c>, as text.</param>
public sealed record TransportNode(
    string NetworkAddress,
    uint LogicalAddress,
    IReadOnlyDictionary<string, string> Properties);
