using System.Text;
using System.Text.Unicode;

namespace Modular.Kernel.Coding;

/// <summary>Turns coded text into UTF-8 and back.</summary>
internal static class TextCoding
{
    private static readonly Encoding Utf8Strict = new UTF8Encoding(false, true);
    private static readonly Encoding Utf16Be = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Le = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Latin1Strict =
        Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static readonly Encoding Latin2Strict = CodePage(28592);
    private static readonly Encoding Windows1252Strict = CodePage(1252);

    /// <summary>Whether the bytes are a text in the encoding.</summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        if (encoding == TextEncoding.Utf8)
        {
            return Utf8.IsValid(bytes);
        }

        if (encoding == TextEncoding.Latin1)
        {
            return true;
        }

        if (Ascii.IsValid(bytes) && encoding is TextEncoding.Latin2 or TextEncoding.Windows1252)
        {
            return true;
        }

        try
        {
            _ = ToEncoding(encoding).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Whether the bytes are UTF-8 as they stand.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes, TextEncoding encoding) =>
        encoding == TextEncoding.Utf8
        || (encoding is TextEncoding.Latin1 or TextEncoding.Latin2 or TextEncoding.Windows1252 && Ascii.IsValid(bytes));

    /// <summary>Bytes of UTF-8 that hold any text of that many coded bytes.</summary>
    public static int MaxUtf8Length(int codedLength) => checked(codedLength * 3);

    /// <summary>Writes a valid text as UTF-8.</summary>
    public static int WriteUtf8(ReadOnlySpan<byte> bytes, TextEncoding encoding, Span<byte> destination)
    {
        if (encoding == TextEncoding.Latin1)
        {
            var written = 0;
            foreach (var b in bytes)
            {
                if (b < 0x80)
                {
                    destination[written++] = b;
                }
                else
                {
                    destination[written++] = (byte)(0xC0 | (b >> 6));
                    destination[written++] = (byte)(0x80 | (b & 0x3F));
                }
            }

            return written;
        }

        return Encoding.UTF8.GetBytes(ToText(bytes, encoding), destination);
    }

    /// <summary>The text as a string; what is no text in the encoding becomes U+FFFD.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        try
        {
            return ToEncoding(encoding).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return encoding is TextEncoding.Utf8 ? Encoding.UTF8.GetString(bytes)
                : encoding is TextEncoding.Utf16BigEndian ? Encoding.BigEndianUnicode.GetString(bytes)
                : encoding is TextEncoding.Utf16LittleEndian ? Encoding.Unicode.GetString(bytes)
                : Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>Coded bytes that hold any text of that many characters.</summary>
    public static int MaxCodedLength(int characters) => checked(characters * 3);

    /// <summary>Encodes a text, or returns false when a character does not exist in the encoding.</summary>
    public static bool TryEncode(string text, TextEncoding encoding, Span<byte> destination, out int written)
    {
        try
        {
            written = ToEncoding(encoding).GetBytes(text, destination);
            return true;
        }
        catch (EncoderFallbackException)
        {
            written = 0;
            return false;
        }
    }

    private static Encoding ToEncoding(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Latin1 => Latin1Strict,
        TextEncoding.Latin2 => Latin2Strict,
        TextEncoding.Windows1252 => Windows1252Strict,
        TextEncoding.Utf16BigEndian => Utf16Be,
        TextEncoding.Utf16LittleEndian => Utf16Le,
        _ => Utf8Strict,
    };

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(
        number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
