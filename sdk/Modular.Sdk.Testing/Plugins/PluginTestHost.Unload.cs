using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Sdk.Testing.Plugins;

/// <content>Proves that nothing keeps an unloaded plugin alive.</content>
public sealed partial class PluginTestHost
{
    private const int Rounds = 10;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, WeakReference> _loadContexts = new(StringComparer.Ordinal);

    /// <summary>
    /// Stops the host and proves that every generation of every T1 plugin which ran in it is gone from memory. The last call
    /// on a host: tests of a plugin that is meant to be replaced end with it.
    /// </summary>
    /// <remarks>
    /// The test must not hold anything of the plugin itself when it calls this: no object of it, no exception it threw, no
    /// lease. <see cref="UseAsync{TContract}"/> and <see cref="Client"/> leave nothing behind.
    /// </remarks>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when all of them are gone.</returns>
    /// <exception cref="PluginTestException">Something still holds a plugin, or one did not stop in order. The message says what to look for.</exception>
    /// <exception cref="InvalidOperationException">No plugin of tier T1 ran, so that there is nothing to prove.</exception>
    public async Task AssertUnloadsAsync(CancellationToken cancellationToken = default)
    {
        if (_loadContexts.Count == 0)
        {
            throw new InvalidOperationException("No plugin of tier T1 ran in this host; only those unload.");
        }

        await StopAsync().ConfigureAwait(false);
        var hung = Plugins.Where(static plugin => plugin.State == nameof(PluginState.Hung)).ToList();
        if (hung.Count > 0)
        {
            throw new PluginTestException(hung[0].Code ?? string.Empty, Explain(hung));
        }

        for (var round = 0; round < Rounds && _loadContexts.Values.Any(static context => context.IsAlive); round++)
        {
            // A collectible context dies in steps: each collection frees what the finalizers of the last one let go.
            await Task.Run(Collect, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Pause(round), cancellationToken).ConfigureAwait(false);
        }

        var alive = _loadContexts.Where(static pair => pair.Value.IsAlive).Select(static pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        if (alive.Count > 0)
        {
            var evidence = alive.SelectMany(generation => LeakEvidence.Find(_loadContexts[generation])).ToList();
            throw new PluginTestException("leaked", LeakReport.Create(alive, evidence));
        }
    }

    private static TimeSpan Pause(int round) => round < 2 ? TimeSpan.Zero : LongestPause * round / Rounds;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private void Note(PluginGeneration generation)
    {
        if (generation.Package.Manifest.Tier != PluginTier.T0)
        {
            _loadContexts[generation.Identity.ToString()] = generation.LoadContextReference;
        }
    }
}
