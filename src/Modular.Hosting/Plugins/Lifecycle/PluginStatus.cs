namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>A plugin at one moment.</summary>
/// <param name="Since">When it came into its state, or its present generation began to serve.</param>
/// <param name="LoadTime">Time it took to load; null when it was not loaded.</param>
/// <param name="Fault">Why it does not run; null when it does or was never meant to.</param>
internal sealed record PluginStatus(
    string Id,
    string Version,
    string? Tier,
    bool IsRequired,
    PluginState State,
    DateTimeOffset Since,
    TimeSpan? LoadTime,
    PluginFault? Fault)
{
    /// <summary>What kind its manifest says it is; null when that cannot be read.</summary>
    public string? Kind { get; init; }
}
