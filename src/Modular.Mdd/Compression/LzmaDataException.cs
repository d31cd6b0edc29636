namespace Modular.Mdd.Compression;

/// <summary>The compressed data contradicts its own rules. Stays inside: the front turns it into <see cref="MddFormatException"/>.</summary>
internal sealed class LzmaDataException(string message, int position) : Exception(message)
{
    /// <summary>Where, in bytes from the start of the range coder's data.</summary>
    public int Position { get; } = position;

    /// <summary>Whether more bytes came out than may.</summary>
    public bool IsOverflow { get; init; }
}
