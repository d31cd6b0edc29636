namespace Modular.Hosting.Logging;

/// <summary>What the host remembers of one sink.</summary>
internal sealed class LogSinkState
{
    /// <summary>Least serious level it wants; null until it was asked.</summary>
    public LogLevel? Level { get; set; }

    /// <summary>True when it did not return; it is not called again.</summary>
    public bool IsHung { get; set; }

    /// <summary>True when its first failure was told.</summary>
    public bool IsReported { get; set; }
}
