namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>The end of a guarded call.</summary>
/// <typeparam name="T">What the call returns.</typeparam>
/// <param name="Result">How it ended.</param>
/// <param name="Value">What it returned, when it completed.</param>
/// <param name="Fault">What went wrong, when it threw or timed out.</param>
internal readonly record struct GuardOutcome<T>(GuardResult Result, T? Value, PluginFault? Fault);
