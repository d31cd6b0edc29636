namespace Modular.Sdk.Plugins;

/// <summary>Names one generation of a plugin.</summary>
/// <param name="Id">Reverse-DNS style identifier from the manifest, for example <c>modular.transport.doip</c>.</param>
/// <param name="Version">Semantic version from the manifest.</param>
/// <param name="Generation">Counts the loads of this plugin in this process, from 1.</param>
public sealed record PluginIdentity(string Id, string Version, int Generation)
{
    /// <summary>The form used in logs and load-context names: <c>id@version#generation</c>.</summary>
    public override string ToString() => $"{Id}@{Version}#{Generation}";
}
