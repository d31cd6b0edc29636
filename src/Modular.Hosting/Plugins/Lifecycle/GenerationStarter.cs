using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Loading;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Loads and starts generations, the first of a plugin and its successors alike, under guard and budget.</summary>
internal sealed class GenerationStarter(PluginLoader loader, PluginGuard guard, TimeProvider timeProvider)
{
    /// <summary>Loads a generation as far as its validated container.</summary>
    /// <returns>The outcome, and how long it took.</returns>
    public async Task<(GuardOutcome<PluginGeneration> Outcome, TimeSpan Time)> LoadAsync(
        PluginPackage package, int number, CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        var call = new GuardedCall(
            new PluginIdentity(package.Manifest.Id, package.Manifest.Version, number),
            "loading", package.Manifest.StartBudget, PluginReasonCode.LoadFailed, PluginReasonCode.LoadTimeout);
        var outcome = await guard.CallAsync(call, _ => Task.FromResult(loader.Load(package, number)), cancellationToken);
        return (outcome, timeProvider.GetElapsedTime(begin));
    }

    /// <summary>Starts its background work and asks what it publishes.</summary>
    public Task<GuardOutcome<PluginOfferings>> StartAsync(PluginGeneration generation, CancellationToken cancellationToken)
    {
        var call = new GuardedCall(
            generation.Identity, "starting", generation.Package.Manifest.StartBudget, PluginReasonCode.StartFailed, PluginReasonCode.StartTimeout);
        return guard.CallAsync(call, generation.StartAsync, cancellationToken);
    }
}
