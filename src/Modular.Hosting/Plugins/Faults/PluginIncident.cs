namespace Modular.Hosting.Plugins.Faults;

/// <summary>Something that went wrong in a plugin, as it is remembered.</summary>
/// <param name="Version">Version of the plugin.</param>
/// <param name="Code">One of <see cref="Discovery.PluginReasonCode"/>.</param>
/// <param name="Reason">One sentence, fit for callers without credentials.</param>
/// <param name="Time">When.</param>
internal sealed record PluginIncident(string Version, string Code, string Reason, DateTimeOffset Time);
