using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Modular.Samples.OemSecurity.Tokens;

/// <summary>
/// A token of the manufacturer's own layout: <c>acme1.PAYLOAD.SIGNATURE</c>, the last two in base64url. The payload is
/// one byte of layout version (1), eight of expiry (seconds since 1970, big-endian), one of level, and two texts of ASCII
/// characters with one byte of length each: the workshop, and the beginning of the names of the ECUs it may use.
/// </summary>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="Level">What the bearer may do.</param>
/// <param name="Workshop">Who bears it.</param>
/// <param name="EcuPrefix">Beginning of the names of ECUs; empty for all.</param>
internal sealed record OemToken(long Expires, OemLevel Level, string Workshop, string EcuPrefix)
{
    /// <summary>Longest token read, in characters.</summary>
    public const int MaxLength = 1024;

    /// <summary>What every token begins with.</summary>
    public const string Prefix = "acme1.";

    private const byte LayoutVersion = 1;
    private const int FixedLength = 1 + 8 + 1;

    /// <summary>Takes a token apart. What it says is not verified yet.</summary>
    /// <param name="text">The token.</param>
    /// <param name="token">What it says.</param>
    /// <param name="signed">The characters that are signed: everything before the last dot.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>False when it has another layout.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out OemToken? token, out ReadOnlySpan<char> signed, out byte[] signature)
    {
        token = null;
        signed = default;
        signature = [];
        var dot = text.LastIndexOf('.');
        if (text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal) || dot < Prefix.Length)
        {
            return false;
        }

        try
        {
            signature = Base64Url.DecodeFromChars(text.AsSpan(dot + 1));
            signed = text.AsSpan(0, dot);
            return TryReadPayload(Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length, dot - Prefix.Length)), out token);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The payload as bytes, for whoever issues tokens.</summary>
    /// <returns>The bytes.</returns>
    public byte[] WritePayload()
    {
        var payload = new byte[FixedLength + 1 + Workshop.Length + 1 + EcuPrefix.Length];
        payload[0] = LayoutVersion;
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(1), Expires);
        payload[9] = (byte)Level;
        WriteText(payload.AsSpan(FixedLength), Workshop);
        WriteText(payload.AsSpan(FixedLength + 1 + Workshop.Length), EcuPrefix);
        return payload;
    }

    private static bool TryReadPayload(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out OemToken? token)
    {
        token = null;
        if (payload.Length < FixedLength || payload[0] != LayoutVersion || !Enum.IsDefined((OemLevel)payload[9]))
        {
            return false;
        }

        var rest = payload[FixedLength..];
        if (!TryReadText(ref rest, out var workshop) || workshop.Length == 0 || !TryReadText(ref rest, out var prefix) || !rest.IsEmpty)
        {
            return false;
        }

        token = new OemToken(BinaryPrimitives.ReadInt64BigEndian(payload[1..]), (OemLevel)payload[9], workshop, prefix);
        return true;
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> rest, out string text)
    {
        text = string.Empty;
        if (rest.IsEmpty || rest.Length < 1 + rest[0])
        {
            return false;
        }

        var bytes = rest.Slice(1, rest[0]);
        rest = rest[(1 + rest[0])..];

        // It becomes the name of the caller, in logs too: no blanks, no control characters.
        if (bytes.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
        {
            return false;
        }

        text = Encoding.ASCII.GetString(bytes);
        return true;
    }

    private static void WriteText(Span<byte> target, string text)
    {
        target[0] = checked((byte)text.Length);
        Encoding.ASCII.GetBytes(text, target[1..]);
    }
}
