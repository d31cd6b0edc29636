namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Whether an ECU answers.</summary>
internal enum Connectivity
{
    /// <summary>Nobody asked it yet.</summary>
    Unknown,

    /// <summary>It answered last time.</summary>
    Online,

    /// <summary>It did not answer last time, or its connection was lost.</summary>
    Offline,
}
