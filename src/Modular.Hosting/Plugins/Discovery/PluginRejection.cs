namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Why a folder is not loaded.</summary>
/// <param name="Code">One of <see cref="PluginReasonCode"/>.</param>
/// <param name="Reason">What is wrong, for a person.</param>
internal sealed record PluginRejection(string Code, string Reason);
