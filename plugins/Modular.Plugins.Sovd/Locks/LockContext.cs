using Microsoft.Extensions.Logging;
using Modular.Plugins.Sovd.Modes;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>What all locks share.</summary>
/// <param name="Tester">The diagnostic core.</param>
/// <param name="Reset">Brings ECUs back to their start states.</param>
/// <param name="SessionExpiry">Armed ends of sessions, which end with the lock.</param>
/// <param name="Preemption">Decides whether a lock is taken away.</param>
/// <param name="Epochs">Numbers for locks.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Time">The clock; expiry uses its timestamps, not its wall clock.</param>
/// <param name="Logger">Takes what happens to locks.</param>
internal sealed record LockContext(
    ICapability<IDiagnosticTester> Tester,
    StateReset Reset,
    SessionExpiry SessionExpiry,
    LockPreemption Preemption,
    LockEpochs Epochs,
    LockMetrics Metrics,
    TimeProvider Time,
    ILogger<EcuLocks> Logger);
