using System.Diagnostics.CodeAnalysis;

namespace Modular.Plugins.Safety.Rules;

/// <summary>The beginning of a request: service identifier, perhaps sub-function, perhaps more.</summary>
internal sealed class RequestPattern
{
    private const int Longest = 32;
    private const byte WithoutSuppressBit = 0x7F;

    private readonly byte[] _bytes;

    private RequestPattern(byte[] bytes) => _bytes = bytes;

    // ISO 14229-1: the services whose second byte is a sub-function, with the bit that suppresses the positive response.
    private bool HasSubFunction => _bytes[0] is 0x10 or 0x11 or 0x19 or 0x27 or 0x28 or 0x29 or 0x2C or 0x31 or 0x3E or 0x83 or 0x85 or 0x86 or 0x87;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Hexadecimal digits; spaces do not count.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out RequestPattern? pattern)
    {
        pattern = null;
        var digits = text.Replace(" ", string.Empty, StringComparison.Ordinal);
        if (digits.Length is 0 or > 2 * Longest || digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        pattern = new RequestPattern(Convert.FromHexString(digits));
        return true;
    }

    /// <summary>Whether a request begins like that; the suppress bit of a sub-function does not count.</summary>
    /// <param name="request">The request.</param>
    /// <returns>True when it does.</returns>
    public bool Matches(ReadOnlySpan<byte> request)
    {
        if (request.Length < _bytes.Length)
        {
            return false;
        }

        for (var i = 0; i < _bytes.Length; i++)
        {
            var mask = i == 1 && HasSubFunction ? WithoutSuppressBit : (byte)0xFF;
            if ((request[i] & mask) != (_bytes[i] & mask))
            {
                return false;
            }
        }

        return true;
    }
}
