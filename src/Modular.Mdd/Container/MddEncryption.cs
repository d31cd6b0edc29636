namespace Modular.Mdd.Container;

/// <summary>How a chunk is encrypted.</summary>
public sealed record MddEncryption
{
    /// <summary>Name of the algorithm.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>Which key was used, or null.</summary>
    public ReadOnlyMemory<byte>? KeyIdentifier { get; init; }

    /// <summary>Certificates of the key.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; init; } = [];
}
