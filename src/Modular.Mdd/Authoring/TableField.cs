using System.Runtime.CompilerServices;

namespace Modular.Mdd.Authoring;

/// <summary>One field of a table to write.</summary>
/// <param name="Id">Number of the field.</param>
/// <param name="Size">Size within the table, in bytes.</param>
/// <param name="IsOffset">Whether the value is the position of something written before.</param>
/// <param name="Value">The value's bits, or the position.</param>
internal readonly record struct TableField(int Id, int Size, bool IsOffset, ulong Value)
{
    /// <summary>The bits of a number or enumeration of one, four or eight bytes.</summary>
    public static ulong ToBits<T>(T value)
        where T : unmanaged => Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Unsafe.BitCast<T, byte>(value),
            sizeof(uint) => Unsafe.BitCast<T, uint>(value),
            _ => Unsafe.BitCast<T, ulong>(value),
        };
}
