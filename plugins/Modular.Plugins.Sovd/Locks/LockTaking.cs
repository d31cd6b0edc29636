namespace Modular.Plugins.Sovd.Locks;

/// <summary>What came of trying to take a lock.</summary>
/// <param name="Outcome">The outcome; null while the end of the last lock has still something to do.</param>
/// <param name="Lock">The lock, whoever holds it; null where there is none.</param>
/// <param name="Cleanup">What to wait for before trying again.</param>
internal readonly record struct LockTaking(LockOutcome? Outcome, EcuLock? Lock, Task Cleanup);
