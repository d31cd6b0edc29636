namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>What became of an attempt to replace a plugin.</summary>
/// <param name="Plugin">Identifier.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Version">Version which serves now.</param>
/// <param name="Generation">Generation which serves now; 0 when none does.</param>
/// <param name="Duration">From the call to the end of the old generation, without the check that its memory is free.</param>
/// <param name="Unfinished">Leases which the old generation still had when it was stopped.</param>
/// <param name="Fault">Why it was refused or failed; null when it was replaced.</param>
internal sealed record PluginReplacement(
    string Plugin, PluginReplacementOutcome Outcome, string Version, int Generation, TimeSpan Duration, int Unfinished, PluginFault? Fault);
