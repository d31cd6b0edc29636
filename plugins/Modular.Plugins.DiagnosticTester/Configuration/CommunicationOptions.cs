namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>Section <c>Communication</c>: how the tester talks to all ECUs.</summary>
public sealed class CommunicationOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Communication";

    /// <summary>Communication parameters for all ECUs, by their standard name.</summary>
    public Dictionary<string, ComParamOverride> ComParams { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Longest wait for other requests to the same ECU before a request is refused as busy. Default 10 s.</summary>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>When the communication with the vehicle begins: <c>immediate</c>, <c>on-demand</c> or <c>plugin</c>.</summary>
    public string Start { get; set; } = "immediate";

    /// <summary>
    /// Longest wait for a safety policy before services which change state are refused, 1 ms to 10 s. Default 500 ms.
    /// </summary>
    public TimeSpan SafetyBudget { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether request parameters that a service does not have are refused. Default: they are ignored.</summary>
    public bool RejectUnknownParameters { get; set; }

    /// <summary>Section <c>Communication:Detection</c>.</summary>
    public DetectionOptions Detection { get; set; } = new();
}
