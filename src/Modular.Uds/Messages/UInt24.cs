namespace Modular.Uds.Messages;

/// <summary>Big-endian numbers of three bytes, as trouble codes are.</summary>
internal static class UInt24
{
    private const uint MaxValue = 0xFF_FFFF;

    public static uint Read(ReadOnlySpan<byte> source) => (uint)((source[0] << 16) | (source[1] << 8) | source[2]);

    public static void Write(Span<byte> destination, uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        destination[0] = (byte)(value >> 16);
        destination[1] = (byte)(value >> 8);
        destination[2] = (byte)value;
    }
}
