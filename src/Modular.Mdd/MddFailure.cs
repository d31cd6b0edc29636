namespace Modular.Mdd;

/// <summary>Why a database was refused, by the layer that found the fault.</summary>
public enum MddFailure
{
    /// <summary>The file cannot be opened or mapped.</summary>
    Unreadable,

    /// <summary>The file is larger than can be mapped or than the options allow.</summary>
    FileTooLarge,

    /// <summary>The file does not start with the magic of an MDD file of version 0.</summary>
    NotAnMddFile,

    /// <summary>The container's protobuf message is damaged or cut off.</summary>
    ContainerDamaged,

    /// <summary>The container holds more chunks, entries or signatures than the options allow.</summary>
    TooManyContainerElements,

    /// <summary>The container has no diagnostic description with data.</summary>
    NoDiagnosticDescription,

    /// <summary>The chunk is encrypted.</summary>
    ChunkEncrypted,

    /// <summary>The chunk names a compression this library does not know.</summary>
    UnknownCompression,

    /// <summary>The compressed data is damaged or cut off.</summary>
    CompressedDataDamaged,

    /// <summary>The decompressed data is larger than the chunk or the options allow.</summary>
    DecompressedTooLarge,

    /// <summary>Decompressing needs more of the content at hand than the options allow.</summary>
    DictionaryTooLarge,

    /// <summary>The decompressed data is not as long as the chunk says.</summary>
    SizeMismatch,

    /// <summary>The data's hash is not the one the chunk carries.</summary>
    HashMismatch,

    /// <summary>An offset or length of the payload leads out of it.</summary>
    OutOfRange,

    /// <summary>A table or its field list is damaged.</summary>
    TableDamaged,

    /// <summary>Tables are nested deeper than the options allow.</summary>
    TooDeep,

    /// <summary>The payload has more tables than the options or its own size allow.</summary>
    TooManyTables,

    /// <summary>A text is longer than the options allow.</summary>
    TextTooLong,

    /// <summary>Parts of the payload overlap so often that only an attack explains it.</summary>
    Overlapping,
}
