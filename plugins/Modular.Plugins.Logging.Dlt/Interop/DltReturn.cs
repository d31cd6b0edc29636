using System.Globalization;

namespace Modular.Plugins.Logging.Dlt.Interop;

/// <summary>What libdlt's functions return: negative numbers for what went wrong.</summary>
internal static class DltReturn
{
    /// <summary>Describes a negative return code.</summary>
    public static string Describe(int code) => code switch
    {
        -1 => "-1 (error)",
        -2 => "-2 (the pipe to the daemon failed)",
        -3 => "-3 (the pipe to the daemon is full)",
        -4 => "-4 (its buffer is full, the daemon is down or slower than the log)",
        -5 => "-5 (wrong parameter)",
        -6 => "-6 (the message is too long)",
        -7 => "-7 (logging is switched off)",
        _ => code.ToString(CultureInfo.InvariantCulture),
    };
}
