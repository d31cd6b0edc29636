using System.Numerics;

namespace Modular.Kernel.Coding;

/// <summary>The BIT-MASK of a value: which of its bits count, and whether they are stored with gaps.</summary>
/// <param name="Bits">Bits that count, aligned to the value's least significant one.</param>
/// <param name="IsCondensed">Whether the value is made of the masked bits without the gaps between them.</param>
internal readonly record struct BitMask(ulong Bits, bool IsCondensed)
{
    /// <summary>All bits count.</summary>
    public static BitMask None => new(ulong.MaxValue, false);

    /// <summary>Bits of the number as read from the message.</summary>
    public ulong Apply(ulong value) => IsCondensed ? BitField.Gather(value, Bits) : value & Bits;

    /// <summary>Bits of the number at the places they have in the message.</summary>
    public ulong Spread(ulong value) => IsCondensed ? BitField.Scatter(value, Bits) : value;

    /// <summary>Width of the number itself.</summary>
    public int ValueLength(int bitLength) =>
        IsCondensed ? Math.Max(1, BitOperations.PopCount(Bits & BitField.LowMask(bitLength))) : bitLength;
}
