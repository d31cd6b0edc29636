namespace Modular.Hosting.Plugins.Faults;

/// <summary>Says that a plugin is starting.</summary>
/// <param name="Version">Version that starts.</param>
/// <param name="Since">Since when.</param>
/// <param name="Boot">Which boot of the machine it was, from <see cref="MachineBoot"/>.</param>
internal sealed record PluginStartMark(string Version, DateTimeOffset Since, string Boot);
