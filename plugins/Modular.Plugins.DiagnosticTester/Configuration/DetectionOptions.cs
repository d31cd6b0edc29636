namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>How variants are detected.</summary>
public sealed class DetectionOptions
{
    /// <summary>Whether all ECUs are asked in the background when the tester starts.</summary>
    public bool AtStart { get; set; } = true;

    /// <summary>How often a silent ECU is asked before it counts as offline, 1 to 100. Default 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Pause between two attempts. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many ECUs are asked at a time in the background, 1 to 256. Default 16.</summary>
    public int Parallelism { get; set; } = 16;
}
