using System.Runtime.CompilerServices;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Naming;

/// <summary>One <see cref="DataDirectory"/> per catalog, for as long as the catalog lives. Safe for concurrent use.</summary>
internal sealed class DataDirectoryCache
{
    private readonly ConditionalWeakTable<IServiceCatalog, DataDirectory> _directories = [];
    private readonly NamingRules _rules;

    /// <summary>Creates a cache.</summary>
    /// <param name="rules">How names are trimmed.</param>
    public DataDirectoryCache(NamingRules rules) => _rules = rules;

    /// <summary>The directory of a catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <returns>The directory.</returns>
    public DataDirectory For(IServiceCatalog catalog) =>
        _directories.TryGetValue(catalog, out var directory) ? directory : _directories.GetOrAdd(catalog, CreateDirectory);

    private DataDirectory CreateDirectory(IServiceCatalog catalog) => new(catalog, _rules);
}
