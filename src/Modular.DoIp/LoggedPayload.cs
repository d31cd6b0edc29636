namespace Modular.DoIp;

/// <summary>Diagnostic messages as they may appear in logs: bounded, and without keys, seeds, certificates and VINs.</summary>
internal static class LoggedPayload
{
    private const byte ResponseBit = 0x40;

    public static string Format(ReadOnlySpan<byte> payload, int limit) =>
        OpenBytes(payload) is { } open && payload.Length > open
            ? Convert.ToHexString(payload[..open]) + "(redacted)"
            : BoundedHex.Format(payload, limit);

    // How many bytes in front of the secret may be shown; null when there is no secret.
    private static int? OpenBytes(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
        {
            return null;
        }

        var service = payload[0] & ~ResponseBit;
        return service switch
        {
            0x27 or 0x29 or 0x84 when payload[0] != 0x7F => 2,
            0x22 or 0x2E when payload.Length > 3 && payload[1] == 0xF1 && payload[2] == 0x90 => 3,
            _ => null,
        };
    }
}
