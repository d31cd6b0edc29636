using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>The two facts behind <see cref="EcuState"/>.</summary>
/// <param name="Connectivity">Whether the ECU answers.</param>
/// <param name="Variant">How far detection came.</param>
internal readonly record struct EcuCondition(Connectivity Connectivity, VariantState Variant)
{
    /// <summary>Both facts in one word.</summary>
    public EcuState State => (Connectivity, Variant) switch
    {
        (_, VariantState.Duplicate) => EcuState.Duplicate,
        (Connectivity.Online, VariantState.Detected) => EcuState.Online,
        (Connectivity.Online, VariantState.NotDetected) => EcuState.NoVariantDetected,
        (Connectivity.Offline, VariantState.NotTested) => EcuState.Offline,
        (Connectivity.Offline, _) => EcuState.Disconnected,
        _ => EcuState.NotTested,
    };
}
