namespace Modular.Hosting.Plugins.Faults;

/// <summary>Keeps one version of a plugin out until an operator releases it.</summary>
/// <param name="Version">The version that is kept out; another one is not.</param>
/// <param name="Code">One of <see cref="Discovery.PluginReasonCode"/>.</param>
/// <param name="Reason">One sentence, fit for callers without credentials.</param>
/// <param name="Since">Since when.</param>
internal sealed record PluginQuarantine(string Version, string Code, string Reason, DateTimeOffset Since);
