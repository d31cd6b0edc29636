namespace Modular.Hosting.Administration;

/// <summary>A replacement that was done.</summary>
/// <param name="Version">Version which serves now.</param>
/// <param name="Generation">Generation which serves now.</param>
/// <param name="DurationMilliseconds">From the request until the old generation was given up.</param>
/// <param name="Unfinished">Leases which the old generation still had when it was stopped.</param>
internal sealed record PluginReplacementDocument(string Id, string Version, int Generation, double DurationMilliseconds, int Unfinished);
