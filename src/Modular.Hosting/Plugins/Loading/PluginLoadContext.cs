using System.Reflection;
using System.Runtime.Loader;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>The load context of one generation of a plugin.</summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly SharedAssemblies _shared;

    public PluginLoadContext(PluginIdentity identity, PluginPackage package, SharedAssemblies shared)
        : base($"plugin:{identity}", isCollectible: package.Manifest.Tier != PluginTier.T0)
    {
        // The resolver wants the main assembly itself: given a folder it resolves nothing.
        _resolver = new AssemblyDependencyResolver(package.MainPath);
        _shared = shared;
        Identity = identity;
        Manifest = package.Manifest;
    }

    /// <summary>Whose code is in here.</summary>
    public PluginIdentity Identity { get; }

    /// <summary>What its manifest says.</summary>
    public PluginManifest Manifest { get; }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name;
        if (name is null || _shared.IsFramework(name))
        {
            return null;
        }

        // By simple name on purpose: a plugin built on another version of a contract must get the host's identity of it.
        return _shared.FindContract(name)
            ?? (_resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
