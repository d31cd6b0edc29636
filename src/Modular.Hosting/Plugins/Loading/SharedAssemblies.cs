using System.Collections.Frozen;
using System.Composition;
using System.Reflection;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>What a plugin shares with the host: the contracts, and the frameworks. Everything else is private to each side.</summary>
internal sealed class SharedAssemblies
{
    private readonly FrozenDictionary<string, Assembly> _contracts;
    private readonly FrozenSet<string> _framework;

    private SharedAssemblies(FrozenDictionary<string, Assembly> contracts, FrozenSet<string> framework)
    {
        _contracts = contracts;
        _framework = framework;
    }

    /// <summary>Lists what this process shares.</summary>
    public static SharedAssemblies Create()
    {
        Assembly[] contracts = [typeof(IPluginModule).Assembly, typeof(ExportAttribute).Assembly];

        // Neither the assemblies loaded so far (too few) nor the trusted platform assemblies (those hold the host's own
        // packages, which must stay the host's): the folders of the shared frameworks.
        string?[] folders =
        [
            Path.GetDirectoryName(typeof(object).Assembly.Location),
            Path.GetDirectoryName(typeof(WebApplication).Assembly.Location),
        ];
        var framework = folders.OfType<string>().Where(static folder => folder.Length > 0).Distinct(StringComparer.Ordinal)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.dll"))
            .Select(static file => Path.GetFileNameWithoutExtension(file));
        return new SharedAssemblies(
            contracts.ToFrozenDictionary(static assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase),
            framework.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Finds a contract by simple name, whatever version the plugin was built on.</summary>
    public Assembly? FindContract(string simpleName) => _contracts.GetValueOrDefault(simpleName);

    /// <summary>Says whether an assembly belongs to a shared framework.</summary>
    public bool IsFramework(string simpleName) => _framework.Contains(simpleName);
}
