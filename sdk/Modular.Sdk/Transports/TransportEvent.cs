namespace Modular.Sdk.Transports;

/// <summary>Something that happened on a medium.</summary>
/// <param name="Kind">What.</param>
/// <param name="LogicalAddress">Logical address of the node or gateway concerned.</param>
/// <param name="NetworkAddress">Where it is.</param>
/// <param name="Detail">For a person: the reason, the refusal's code. Null when there is nothing to add.</param>
/// <param name="Lost">How many events this reader missed before this one.</param>
public sealed record TransportEvent(
    TransportEventKind Kind,
    uint LogicalAddress,
    string NetworkAddress,
    string? Detail = null,
    int Lost = 0);
