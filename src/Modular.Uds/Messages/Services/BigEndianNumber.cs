namespace Modular.Uds.Messages.Services;

/// <summary>Big-endian numbers of 1 to 8 bytes, the length of which is in the message.</summary>
internal static class BigEndianNumber
{
    public const int MaxLength = sizeof(ulong);

    public static ulong Read(ReadOnlySpan<byte> source)
    {
        var value = 0UL;
        foreach (var digit in source)
        {
            value = (value << 8) | digit;
        }

        return value;
    }

    public static void Write(Span<byte> destination, ulong value)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)value;
            value >>= 8;
        }
    }

    public static int LengthOf(ulong value) => Math.Max(1, (64 - System.Numerics.BitOperations.LeadingZeroCount(value) + 7) / 8);
}
