using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Server;

namespace Modular.Hosting.Probe;

/// <summary>A host without HTTP, and one plugin in it.</summary>
internal static class PluginRun
{
    /// <summary>Finds the plugins of a root, whoever vouches for them.</summary>
    public static PluginCatalog Discover(string root) => new PluginDiscovery(
        ProductVersion.Sdk,
        new PluginTrustPolicy(new TrustSettings { Mode = TrustMode.Hashes }, root, isInsecureDevelopment: false, ledger: null, TimeProvider.System)).Discover(root);

    /// <summary>Makes a host for one plugin of a catalog.</summary>
    public static PluginRuntime CreateRuntime(PluginCatalog catalog, string id, Dictionary<string, string?> settings) => new(
        catalog with { Candidates = [.. catalog.Candidates.Where(candidate => candidate.Id == id)] },
        [ConfigurationLayer.Create("probe", settings)],
        new HostSettings { Addresses = [], PluginPath = catalog.Root, DataPath = Path.Combine(catalog.Root, ".data") },
        NullLoggerFactory.Instance,
        TimeProvider.System);

    /// <summary>Starts the plugin and ends it, and hands out nothing but a weak reference.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<WeakReference> StartAndEndAsync(PluginRuntime runtime, string id)
    {
        var replacement = await runtime.Supervisor.ReplaceAsync(id, null, CancellationToken.None);
        if (replacement.Fault is { } fault)
        {
            throw new InvalidOperationException($"{fault.Code}: {fault.Summary} {fault.Detail}");
        }

        var context = ContextOf(runtime, id);
        if (await runtime.Supervisor.RemoveAsync(id, CancellationToken.None) is { } stays)
        {
            throw new InvalidOperationException($"{stays.Code}: {stays.Summary}");
        }

        return context;
    }

    /// <summary>Collects until nothing more goes.</summary>
    public static void Collect(Func<bool> isAlive)
    {
        for (var round = 0; round < 12 && isAlive(); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ContextOf(PluginRuntime runtime, string id) => runtime.Supervisor.Find(id)!.Current!.LoadContextReference;
}
