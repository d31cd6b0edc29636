using System.Buffers;
using System.Globalization;

namespace Modular.Kernel.Computing;

/// <summary>Numbers and byte fields written as text, by the author of a database or the user of a service.</summary>
internal static class NumberText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>A whole number: decimal, or with prefix <c>0x</c>, <c>0o</c> or <c>0b</c>; a fraction of zero is accepted.</summary>
    public static bool TryParseInteger(ReadOnlySpan<char> text, out long value)
    {
        text = text.Trim();
        var isNegative = text.StartsWith("-");
        var digits = isNegative || text.StartsWith("+") ? text[1..] : text;
        if (digits.Length > 2 && digits[0] == '0' && !char.IsAsciiDigit(digits[1]) && digits[1] != '.')
        {
            if (!TryParsePrefixed(digits[1], digits[2..], out value))
            {
                return false;
            }

            value = isNegative ? -value : value;
            return true;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        return TryParseReal(text, out var real) && TryToInteger(real, out value);
    }

    /// <summary>A number as XML Schema writes doubles.</summary>
    public static bool TryParseReal(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        switch (text)
        {
            case "INF" or "+INF":
                value = double.PositiveInfinity;
                return true;
            case "-INF":
                value = double.NegativeInfinity;
                return true;
            case "NaN":
                value = double.NaN;
                return true;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var isInteger = text.Length > 2 && TryParsePrefixed(text[1], text[2..], out var integer) && text[0] == '0';
        value = isInteger && TryParseInteger(text, out integer) ? integer : 0;
        return isInteger;
    }

    /// <summary>A real number without fraction as a whole one.</summary>
    public static bool TryToInteger(double real, out long value)
    {
        var isWhole = real is >= -9.2e18 and <= 9.2e18 && Math.Floor(real) == real;
        value = isWhole ? (long)real : 0;
        return isWhole;
    }

    /// <summary>Longest byte field a text can hold.</summary>
    public static int MaxByteCount(int characters) => (characters + 1) / 2;

    /// <summary>
    /// Bytes in hexadecimal: tokens apart by blanks or commas, each with or without <c>0x</c>; a token with an odd number
    /// of digits gets a zero in front.
    /// </summary>
    public static bool TryParseBytes(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        while (true)
        {
            text = text.TrimStart(" \t\r\n,");
            if (text.IsEmpty)
            {
                return true;
            }

            var end = text.IndexOfAny(" \t\r\n,");
            var token = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[end..];
            token = token.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? token[2..] : token;
            if (token.IsEmpty || token.ContainsAnyExcept(HexDigits))
            {
                return false;
            }

            if (token.Length % 2 != 0)
            {
                destination[written++] = Digit(token[0]);
                token = token[1..];
            }

            for (; !token.IsEmpty; token = token[2..])
            {
                destination[written++] = (byte)((Digit(token[0]) << 4) | Digit(token[1]));
            }
        }
    }

    private static byte Digit(char c) => (byte)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);

    private static bool TryParsePrefixed(char radix, ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        var width = (radix | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
        if (width == 0 || digits.IsEmpty)
        {
            return false;
        }

        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Digit(c) : 16;
            if (digit >= width || value > (long.MaxValue - digit) / width)
            {
                return false;
            }

            value = value * width + digit;
        }

        return true;
    }
}
