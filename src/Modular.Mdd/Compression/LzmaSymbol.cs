namespace Modular.Mdd.Compression;

/// <summary>One symbol of an LZMA stream: a literal, a match or a repeat of one of the last four distances.</summary>
/// <param name="Length">Bytes it stands for; a literal and a short repeat stand for one.</param>
/// <param name="Source">-1 for a literal, 0 to 3 for a repeat, from 4 on the distance of a match, less one, plus 4.</param>
internal readonly record struct LzmaSymbol(int Length, int Source)
{
    /// <summary>First source that is a match's.</summary>
    public const int FirstMatch = 4;

    /// <summary>A literal.</summary>
    public static LzmaSymbol Literal { get; } = new(1, -1);
}
