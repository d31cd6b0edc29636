namespace Modular.Mdd.Container;

/// <summary>What an MDD file says about itself, and its chunks. Chunk data stays in the file.</summary>
public sealed record MddContainer
{
    /// <summary>Version of the container as its writer named it. Files in the wild differ; nothing depends on it.</summary>
    public string Version { get; init; } = "";

    /// <summary>Features a reader must know; none is defined yet.</summary>
    public IReadOnlyList<int> FeatureFlags { get; init; } = [];

    /// <summary>Name of the ECU: that of its base variant, or "functional_groups".</summary>
    public string EcuName { get; init; } = "";

    /// <summary>Revision of the description, or null.</summary>
    public string? Revision { get; init; }

    /// <summary>Facts about the making of the file, for example its source.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = EmptyMetadata;

    /// <summary>The chunks in the order of the file.</summary>
    public IReadOnlyList<MddChunk> Chunks { get; init; } = [];

    /// <summary>Signature over all chunks, or null. No known writer makes one, and none is checked.</summary>
    public MddSignature? ChunksSignature { get; init; }

    internal static IReadOnlyDictionary<string, string> EmptyMetadata { get; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
