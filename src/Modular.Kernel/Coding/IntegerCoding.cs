namespace Modular.Kernel.Coding;

/// <summary>Turns the bits of a whole number into its value and back.</summary>
internal static class IntegerCoding
{
    /// <summary>Reads bits as a number; false when a decimal digit is above 9.</summary>
    public static bool TryDecode(ulong bits, int bitLength, IntegerEncoding encoding, out long value)
    {
        var sign = 1UL << (bitLength - 1);
        switch (encoding)
        {
            case IntegerEncoding.TwosComplement:
                value = unchecked((long)(bits ^ sign) - (long)sign);
                return true;
            case IntegerEncoding.OnesComplement:
                value = (bits & sign) == 0 ? (long)bits : -(long)(~bits & BitField.LowMask(bitLength));
                return true;
            case IntegerEncoding.SignMagnitude:
                value = (bits & sign) == 0 ? (long)bits : -(long)(bits & (sign - 1));
                return true;
            case IntegerEncoding.PackedBcd:
                return TryDecodeDigits(bits, bitLength, 4, out value);
            case IntegerEncoding.UnpackedBcd:
                return TryDecodeDigits(bits, bitLength, 8, out value);
            default:
                value = (long)bits;
                return true;
        }
    }

    /// <summary>Writes a number as bits; false when it does not fit.</summary>
    public static bool TryEncode(long value, int bitLength, IntegerEncoding encoding, out ulong bits)
    {
        var mask = BitField.LowMask(bitLength);
        var magnitude = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        var limit = 1UL << (bitLength - 1);
        switch (encoding)
        {
            case IntegerEncoding.TwosComplement:
                bits = unchecked((ulong)value) & mask;
                return value >= 0 ? magnitude < limit : magnitude <= limit;
            case IntegerEncoding.OnesComplement:
                bits = value >= 0 ? magnitude : ~magnitude & mask;
                return magnitude < limit;
            case IntegerEncoding.SignMagnitude:
                bits = value >= 0 ? magnitude : magnitude | limit;
                return magnitude < limit;
            case IntegerEncoding.PackedBcd:
                return TryEncodeDigits(value, bitLength, 4, out bits);
            case IntegerEncoding.UnpackedBcd:
                return TryEncodeDigits(value, bitLength, 8, out bits);
            default:
                bits = magnitude;
                return value >= 0 && magnitude <= mask;
        }
    }

    private static bool TryDecodeDigits(ulong bits, int bitLength, int digitLength, out long value)
    {
        value = 0;
        for (var shift = (bitLength - 1) / digitLength * digitLength; shift >= 0; shift -= digitLength)
        {
            // Of an unpacked digit the low half of the byte counts alone.
            var digit = (bits >> shift) & 0xF;
            if (digit > 9)
            {
                return false;
            }

            value = value * 10 + (long)digit;
        }

        return true;
    }

    private static bool TryEncodeDigits(long value, int bitLength, int digitLength, out ulong bits)
    {
        bits = 0;
        if (value < 0)
        {
            return false;
        }

        for (var shift = 0; shift < bitLength; shift += digitLength)
        {
            bits |= (ulong)(value % 10) << shift;
            value /= 10;
        }

        return value == 0 && bits <= BitField.LowMask(bitLength);
    }
}
