namespace Modular.DoIp;

/// <summary>Bytes as text for logs and exceptions: never longer than asked for, and visibly cut.</summary>
internal static class BoundedHex
{
    /// <summary>Bytes shown in exceptions and debugging texts.</summary>
    public const int Short = 64;

    /// <summary>Bytes shown in debug logs.</summary>
    public const int Debug = 260;

    /// <summary>Bytes shown in trace logs.</summary>
    public const int Trace = 4100;

    /// <summary>Upper-case hexadecimal digits, with XX behind the last byte shown when there are more.</summary>
    public static string Format(ReadOnlySpan<byte> bytes, int limit = Short) => bytes.Length <= limit
        ? Convert.ToHexString(bytes)
        : Convert.ToHexString(bytes[..limit]) + "XX";
}
