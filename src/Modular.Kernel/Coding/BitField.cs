using System.Buffers.Binary;

namespace Modular.Kernel.Coding;

/// <summary>
/// Numbers of up to 64 bits at any bit of a message. The bytes that hold the number are first brought into high-low
/// order; the bit position then counts from the least significant bit of the last one.
/// </summary>
internal static class BitField
{
    /// <summary>Bytes that hold a number.</summary>
    public static int ByteCount(int bitPosition, int bitLength) => (bitPosition + bitLength + 7) / 8;

    /// <summary>The lowest bits set.</summary>
    public static ulong LowMask(int bitLength) => bitLength >= 64 ? ulong.MaxValue : (1UL << bitLength) - 1;

    /// <summary>Reads a number.</summary>
    /// <param name="bytes">Exactly the bytes that hold it, at most 8.</param>
    /// <param name="bitPosition">Bits below its least significant one, 0 to 7.</param>
    /// <param name="bitLength">Its width in bits.</param>
    /// <param name="highLow">Whether the most significant byte comes first.</param>
    public static ulong Extract(ReadOnlySpan<byte> bytes, int bitPosition, int bitLength, bool highLow) =>
        (Load(bytes, highLow) >> bitPosition) & LowMask(bitLength);

    /// <summary>Writes a number; bits outside of the mask keep what they are.</summary>
    /// <param name="bytes">Exactly the bytes that hold it, at most 8.</param>
    /// <param name="bitPosition">Bits below its least significant one, 0 to 7.</param>
    /// <param name="mask">Bits of the number to write, aligned to its least significant one.</param>
    /// <param name="highLow">Whether the most significant byte comes first.</param>
    /// <param name="value">The number.</param>
    public static void Insert(Span<byte> bytes, int bitPosition, ulong mask, bool highLow, ulong value)
    {
        var old = Load(bytes, highLow) & ~(mask << bitPosition);
        Store(bytes, highLow, old | ((value & mask) << bitPosition));
    }

    /// <summary>Moves the bits selected by a mask to the low end, in order.</summary>
    public static ulong Gather(ulong value, ulong mask)
    {
        var result = 0UL;
        for (var target = 0; mask != 0; target++)
        {
            var lowest = mask & (0 - mask);
            if ((value & lowest) != 0)
            {
                result |= 1UL << target;
            }

            mask ^= lowest;
        }

        return result;
    }

    /// <summary>Moves the low bits to the places selected by a mask, in order.</summary>
    public static ulong Scatter(ulong value, ulong mask)
    {
        var result = 0UL;
        for (; mask != 0; value >>= 1)
        {
            var lowest = mask & (0 - mask);
            if ((value & 1) != 0)
            {
                result |= lowest;
            }

            mask ^= lowest;
        }

        return result;
    }

    private static ulong Load(ReadOnlySpan<byte> bytes, bool highLow)
    {
        Span<byte> aligned = stackalloc byte[8];
        aligned.Clear();
        if (highLow)
        {
            bytes.CopyTo(aligned[(8 - bytes.Length)..]);
            return BinaryPrimitives.ReadUInt64BigEndian(aligned);
        }

        bytes.CopyTo(aligned);
        return BinaryPrimitives.ReadUInt64LittleEndian(aligned);
    }

    private static void Store(Span<byte> bytes, bool highLow, ulong value)
    {
        Span<byte> aligned = stackalloc byte[8];
        if (highLow)
        {
            BinaryPrimitives.WriteUInt64BigEndian(aligned, value);
            aligned[(8 - bytes.Length)..].CopyTo(bytes);
            return;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(aligned, value);
        aligned[..bytes.Length].CopyTo(bytes);
    }
}
