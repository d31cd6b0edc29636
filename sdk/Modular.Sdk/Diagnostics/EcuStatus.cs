namespace Modular.Sdk.Diagnostics;

/// <summary>What is known of an ECU.</summary>
public sealed record EcuStatus
{
    /// <summary>Reachability and detection in one word.</summary>
    public required EcuState State { get; init; }

    /// <summary>Short name of the detected variant, or null while none is.</summary>
    public string? Variant { get; init; }

    /// <summary>Whether <see cref="Variant"/> is the base variant, taken because no other one matched.</summary>
    public bool IsBaseVariant { get; init; }

    /// <summary>Logical address of the ECU (0 to 65 535 on DoIP), or null where the database gives none.</summary>
    public uint? LogicalAddress { get; init; }

    /// <summary>Logical address of the gateway in front of the ECU, or null where there is none.</summary>
    public uint? GatewayAddress { get; init; }

    /// <summary>Where the gateway was found, or null while it was not.</summary>
    public string? NetworkAddress { get; init; }

    /// <summary>Short name of the protocol of the database that is used, or null.</summary>
    public string? Protocol { get; init; }
}
