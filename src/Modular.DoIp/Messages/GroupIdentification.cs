using System.Buffers.Binary;
using System.Globalization;

namespace Modular.DoIp.Messages;

/// <summary>Group identification (GID): six bytes shared by the DoIP entities of one vehicle that has no VIN yet.</summary>
public readonly record struct GroupIdentification
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 6;

    private const ulong Mask = 0xFFFF_FFFF_FFFF;

    /// <summary>An identification from its number.</summary>
    /// <param name="value">0 to 0xFFFFFFFFFFFF.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number needs more than 48 bits.</exception>
    public GroupIdentification(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Mask);
        Value = value;
    }

    /// <summary>The six bytes as a number, first byte of the wire highest.</summary>
    public ulong Value { get; }

    /// <summary>False when the entity holds a filler of 0x00 or 0xFF instead of an identification.</summary>
    public bool IsSet => Value is not (0 or Mask);

    /// <summary>An identification from its bytes.</summary>
    /// <param name="bytes">Six bytes.</param>
    /// <exception cref="ArgumentException">There are not exactly six bytes.</exception>
    public static GroupIdentification FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"An identification has {Length} bytes.", nameof(bytes));
        }

        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        bytes.CopyTo(wide[2..]);
        return new GroupIdentification(BinaryPrimitives.ReadUInt64BigEndian(wide));
    }

    /// <summary>Writes the six bytes.</summary>
    /// <param name="destination">At least six bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(wide, Value);
        wide[2..].CopyTo(destination);
    }

    /// <summary>Twelve hexadecimal digits, upper case.</summary>
    public override string ToString() => Value.ToString("X12", CultureInfo.InvariantCulture);
}
