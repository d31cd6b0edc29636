namespace Modular.Hosting.Administration;

/// <summary>All plugins, ordered by identifier.</summary>
internal sealed record PluginCollection(IReadOnlyList<PluginDocument> Items);
