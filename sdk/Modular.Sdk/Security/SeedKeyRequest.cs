namespace Modular.Sdk.Security;

/// <summary>A seed that needs its key.</summary>
public sealed record SeedKeyRequest
{
    /// <summary>Name of the ECU.</summary>
    public required string Ecu { get; init; }

    /// <summary>Short name of the ECU's variant.</summary>
    public required string Variant { get; init; }

    /// <summary>Security level: the sub-function of requestSeed, odd, 0x01 to 0x7D.</summary>
    public required byte Level { get; init; }

    /// <summary>The seed as the ECU sent it. Valid during the call only.</summary>
    public required ReadOnlyMemory<byte> Seed { get; init; }

    /// <summary>On whose behalf; null only for what the server does on its own.</summary>
    public ISecurityContext? Caller { get; init; }

    /// <summary>Keeps the seed out of logs and exception texts.</summary>
    public override string ToString() => $"{nameof(SeedKeyRequest)} {{ {Ecu}, {Variant}, level 0x{Level:X2} }}";
}
