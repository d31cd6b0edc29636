namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>One plugin in <c>modular plugin list --json</c>.</summary>
/// <param name="LoadMilliseconds">Time from its first assembly to its validated container; null when it was not loaded.</param>
/// <param name="Trust">Why it may run: <c>Signed</c>, <c>Installed</c>, <c>Exempt</c> or <c>Development</c>; null when it may not.</param>
internal sealed record PluginListItem(
    string Id,
    string Version,
    string? Tier,
    string State,
    bool Required,
    double? LoadMilliseconds,
    string? Code,
    string? Reason,
    string? Detail,
    string? Trust);
