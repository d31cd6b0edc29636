namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>A communication parameter given by the configuration.</summary>
public sealed class ComParamOverride
{
    /// <summary>Value as text, in the units of <see cref="Sdk.Transports.ComParamSet"/>: numbers decimal or 0x-hexadecimal, durations microseconds.</summary>
    public string? Value { get; set; }

    /// <summary>Who wins where the database gives the parameter as well. Default: the configuration.</summary>
    public ComParamPrecedence Precedence { get; set; } = ComParamPrecedence.Config;
}
