using Modular.Sdk.Safety;

namespace Modular.Plugins.DiagnosticTester.Safety;

/// <summary>The emergency stop in force, as everything that sends looks at it.</summary>
internal sealed class EmergencyStopState
{
    private volatile EmergencyStop? _current;

    /// <summary>The stop, or null.</summary>
    public EmergencyStop? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Releases.</summary>
    /// <returns>The stop that was in force, or null.</returns>
    public EmergencyStop? Clear() => Interlocked.Exchange(ref _current, null);
}
