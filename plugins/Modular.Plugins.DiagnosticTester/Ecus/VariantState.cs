namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>How far detection of an ECU's variant came.</summary>
internal enum VariantState
{
    /// <summary>No detection ended yet.</summary>
    NotTested,

    /// <summary>The variant is known.</summary>
    Detected,

    /// <summary>The ECU answered, but like no variant of its database.</summary>
    NotDetected,

    /// <summary>Another database describes the ECU at this address.</summary>
    Duplicate,
}
