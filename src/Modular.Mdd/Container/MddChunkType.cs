namespace Modular.Mdd.Container;

/// <summary>What a chunk holds. Values from 4 to 1023 are reserved, values above <see cref="VendorSpecific"/> a vendor's own.</summary>
public enum MddChunkType
{
    /// <summary>The diagnostic description itself.</summary>
    DiagnosticDescription = 0,

    /// <summary>A file with code that the description refers to.</summary>
    CodeFile = 1,

    /// <summary>A part of such a file, named "file::path in the file".</summary>
    CodeFilePartial = 2,

    /// <summary>Any other file, for example flashware.</summary>
    EmbeddedFile = 3,

    /// <summary>First of the values a vendor may define.</summary>
    VendorSpecific = 1024,
}
