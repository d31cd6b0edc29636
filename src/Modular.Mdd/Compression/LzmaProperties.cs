using System.Buffers.Binary;

namespace Modular.Mdd.Compression;

/// <summary>The 13-byte head of a legacy LZMA stream (.lzma, also called LZMA_ALONE).</summary>
/// <param name="LiteralContextBits">High bits of the previous byte that choose a literal's model, 0 to 8 (lc).</param>
/// <param name="LiteralPositionBits">Low bits of the position that choose a literal's model, 0 to 4 (lp).</param>
/// <param name="PositionBits">Low bits of the position that choose the other models, 0 to 4 (pb).</param>
/// <param name="DictionarySize">How far a match may reach back, in bytes.</param>
/// <param name="UncompressedSize">Size of the content in bytes, or null when only the end marker tells.</param>
internal readonly record struct LzmaProperties(
    int LiteralContextBits, int LiteralPositionBits, int PositionBits, uint DictionarySize, ulong? UncompressedSize)
{
    /// <summary>Size of the head, in bytes.</summary>
    public const int Size = 13;

    private const uint SmallestDictionary = 4096;

    /// <summary>Writes the head.</summary>
    public void Write(Span<byte> target)
    {
        target[0] = (byte)((PositionBits * 5 + LiteralPositionBits) * 9 + LiteralContextBits);
        BinaryPrimitives.WriteUInt32LittleEndian(target[1..], DictionarySize);
        BinaryPrimitives.WriteUInt64LittleEndian(target[5..], UncompressedSize ?? ulong.MaxValue);
    }

    /// <summary>Reads the head; false when it is cut off or its properties are out of range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out LzmaProperties properties)
    {
        properties = default;
        if (source.Length < Size || source[0] >= 9 * 5 * 5)
        {
            return false;
        }

        var packed = source[0];
        var size = BinaryPrimitives.ReadUInt64LittleEndian(source[5..]);
        properties = new LzmaProperties(
            packed % 9,
            packed / 9 % 5,
            packed / 45,
            Math.Max(BinaryPrimitives.ReadUInt32LittleEndian(source[1..]), SmallestDictionary),
            size == ulong.MaxValue ? null : size);
        return true;
    }
}
