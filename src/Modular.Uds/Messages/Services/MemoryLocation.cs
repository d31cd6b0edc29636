namespace Modular.Uds.Messages.Services;

/// <summary>A piece of memory, with the number of bytes in which its address and size are written.</summary>
public readonly record struct MemoryLocation
{
    /// <summary>Describes a piece of memory in the fewest bytes.</summary>
    /// <param name="address">First address.</param>
    /// <param name="size">Size in bytes.</param>
    public MemoryLocation(ulong address, ulong size)
        : this(address, BigEndianNumber.LengthOf(address), size, BigEndianNumber.LengthOf(size))
    {
    }

    /// <summary>Describes a piece of memory.</summary>
    /// <param name="address">First address.</param>
    /// <param name="addressLength">Bytes of the address, 1 to 8.</param>
    /// <param name="size">Size in bytes.</param>
    /// <param name="sizeLength">Bytes of the size, 1 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is out of range, or a number does not fit its length.</exception>
    public MemoryLocation(ulong address, int addressLength, ulong size, int sizeLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(addressLength, BigEndianNumber.LengthOf(address));
        ArgumentOutOfRangeException.ThrowIfLessThan(sizeLength, BigEndianNumber.LengthOf(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(addressLength, BigEndianNumber.MaxLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeLength, BigEndianNumber.MaxLength);
        Address = address;
        AddressLength = addressLength;
        Size = size;
        SizeLength = sizeLength;
    }

    /// <summary>First address.</summary>
    public ulong Address { get; }

    /// <summary>Bytes of the address on the wire, 1 to 8.</summary>
    public int AddressLength { get; }

    /// <summary>Size in bytes.</summary>
    public ulong Size { get; }

    /// <summary>Bytes of the size on the wire, 1 to 8.</summary>
    public int SizeLength { get; }

    internal int EncodedLength => 1 + AddressLength + SizeLength;

    /// <summary>Reads the format byte, the address and the size.</summary>
    /// <returns>False when the bytes are not exactly that, or a length is 0 or above 8.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> source, out MemoryLocation location)
    {
        location = default;
        if (source.IsEmpty)
        {
            return false;
        }

        var sizeLength = source[0] >> 4;
        var addressLength = source[0] & 0x0F;
        if (sizeLength is 0 or > BigEndianNumber.MaxLength
            || addressLength is 0 or > BigEndianNumber.MaxLength
            || source.Length != 1 + addressLength + sizeLength)
        {
            return false;
        }

        location = new MemoryLocation(
            BigEndianNumber.Read(source.Slice(1, addressLength)),
            addressLength,
            BigEndianNumber.Read(source.Slice(1 + addressLength, sizeLength)),
            sizeLength);
        return true;
    }

    internal void Write(Span<byte> destination)
    {
        destination[0] = (byte)((SizeLength << 4) | AddressLength);
        BigEndianNumber.Write(destination.Slice(1, AddressLength), Address);
        BigEndianNumber.Write(destination.Slice(1 + AddressLength, SizeLength), Size);
    }
}
