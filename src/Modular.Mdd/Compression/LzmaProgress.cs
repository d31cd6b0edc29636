namespace Modular.Mdd.Compression;

/// <summary>Why a step of decompression ended.</summary>
internal enum LzmaProgress
{
    /// <summary>There is no room left; more may come.</summary>
    Full,

    /// <summary>The stream ended as it should.</summary>
    Finished,
}
