namespace Modular.Sdk.Testing.Plugins;

/// <summary>A plugin was replaced while the host served.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Version">Version which serves now.</param>
/// <param name="Generation">Generation which serves now, from 1.</param>
/// <param name="Duration">From the call to the end of the old generation.</param>
/// <param name="Unfinished">Requests and leases the old generation still had when it was stopped.</param>
public sealed record PluginTestReplacement(string Id, string Version, int Generation, TimeSpan Duration, int Unfinished);
