namespace Modular.Mdd.Container;

/// <summary>A hash or signature.</summary>
public sealed record MddSignature
{
    /// <summary>Algorithm of a plain SHA-512 over the decompressed data, which is all that known writers make.</summary>
    public const string Sha512Uncompressed = "sha512_uncompressed";

    /// <summary>Name of the algorithm.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>Which key was used, or null.</summary>
    public ReadOnlyMemory<byte>? KeyIdentifier { get; init; }

    /// <summary>Facts about the signature.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = MddContainer.EmptyMetadata;

    /// <summary>The hash or signature itself.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Certificates of the key.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; init; } = [];
}
