namespace Modular.Host.Plugins.Lifecycle;

/// <summary>One plugin in <c>modular plugin list --json</c>.</summary>
/// <param name="LoadMilliseconds">Time from its first assembly to its validated container; null when it was not loaded.</param>
internal sealed record PluginListItem(
    string Id,
    string Version,
    string? Tier,
    string State,
    bool Required,
    double? LoadMilliseconds,
    string? Code,
    string? Reason,
    string? Detail);
