namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>One generation of a plugin at one moment.</summary>
/// <param name="Number">From 1, in the order of the loads.</param>
/// <param name="Version">Version of its package.</param>
/// <param name="State">Where it is in its life; a generation follows the same table as its plugin.</param>
/// <param name="LoadTime">Time it took to load; null when it was not loaded.</param>
/// <param name="Since">When it came into its state.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
internal sealed record PluginGenerationStatus(
    int Number, string Version, PluginState State, TimeSpan? LoadTime, DateTimeOffset Since, PluginFault? Fault);
