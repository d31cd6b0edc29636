using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modular.Hosting.Capabilities;
using Modular.Hosting.Commands;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Testing.Logging;
using Modular.Sdk.Testing.Metrics;

namespace Modular.Sdk.Testing.Plugins;

/// <summary>
/// The real host around plugins under test: its verification, loader, containers, guard and broker, and HTTP on a loopback
/// port of the system's choice. Configuration is in memory, log and metrics are captured, and a test may stand in for
/// what other plugins would provide.
/// </summary>
/// <remarks>
/// A test that is about to prove that a plugin unloads keeps nothing of it: see <see cref="AssertUnloadsAsync"/>.
/// </remarks>
public sealed partial class PluginTestHost : IAsyncDisposable
{
    private readonly PluginTestFolder _folder;
    private readonly LoggerFactory _loggerFactory;
    private readonly ModularServer _server;
    private bool _isStopped;

    private PluginTestHost(PluginTestFolder folder, LoggerFactory loggerFactory, CapturedLog log, ModularServer server)
    {
        _folder = folder;
        _loggerFactory = loggerFactory;
        _server = server;
        Log = log;
        Metrics = new CapturedMetrics(server.Runtime.Metrics.Meter);
        Client = new HttpClient { BaseAddress = new Uri(server.Address) };
    }

    /// <summary>Asks the host, without credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>What host and plugins logged.</summary>
    public CapturedLog Log { get; }

    /// <summary>What host and plugins measured.</summary>
    public CapturedMetrics Metrics { get; }

    /// <summary>All plugins as they are now, ordered by identifier.</summary>
    public IReadOnlyList<PluginTestStatus> Plugins => [.. Supervisor.Slots.Select(Describe)];

    private PluginSupervisor Supervisor => _server.Runtime.Supervisor;

    /// <summary>Starts the host and its plugins, and returns when each of them runs or is known not to.</summary>
    /// <param name="options">What runs; null for every staged plugin without configuration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running host; dispose it.</returns>
    /// <exception cref="PluginTestException">The configuration is wrong, or a plugin does not run; the message says why.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder holds no plugin, or nothing is staged.</exception>
    public static async Task<PluginTestHost> StartAsync(PluginTestHostOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PluginTestHostOptions();
        var folder = new PluginTestFolder();
        PluginTestHost? host = null;
        try
        {
            host = await ListenAsync(folder, options, cancellationToken).ConfigureAwait(false);
            await host._server.StartPluginsAsync(cancellationToken).ConfigureAwait(false);
            host.Note();
            if (options.MustRun && host.Plugins.Where(static plugin => plugin.State != nameof(PluginState.Running)).ToList() is [var first, ..] idle)
            {
                throw new PluginTestException(first.Code ?? string.Empty, host.Explain(idle));
            }

            return host;
        }
        catch
        {
            if (host is not null)
            {
                await host.DisposeAsync().ConfigureAwait(false);
            }

            folder.Dispose();
            throw;
        }
    }

    /// <summary>One plugin as it is now.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>Its status.</returns>
    /// <exception cref="KeyNotFoundException">The host has no such plugin.</exception>
    public PluginTestStatus Plugin(string id) =>
        Supervisor.Find(id) is { } slot ? Describe(slot) : throw new KeyNotFoundException($"The host has no plugin {id}.");

    /// <summary>The folder that a plugin keeps its data in. It exists once the plugin asked for it.</summary>
    /// <param name="id">Identifier of the plugin.</param>
    /// <returns>Absolute path.</returns>
    public string DataDirectoryOf(string id) => Path.Combine(_folder.Data, id);

    /// <summary>Uses a capability as another plugin would: takes it from the broker, and gives it back afterwards.</summary>
    /// <typeparam name="TContract">An interface of the SDK.</typeparam>
    /// <param name="use">The use. Keep nothing of the plugin beyond it.</param>
    /// <returns>Completes with the use.</returns>
    /// <exception cref="PluginUnavailableException">Nobody provides the contract.</exception>
    public Task UseAsync<TContract>(Func<TContract, Task> use)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(use);
        return UseAsync<TContract, bool>(async provider =>
        {
            await use(provider).ConfigureAwait(false);
            return true;
        });
    }

    /// <summary>Uses a capability as another plugin would: takes it from the broker, and gives it back afterwards.</summary>
    /// <typeparam name="TContract">An interface of the SDK.</typeparam>
    /// <typeparam name="TResult">What the use finds out. A type of the SDK may hold objects of the plugin: prefer texts and numbers.</typeparam>
    /// <param name="use">The use. Keep nothing of the plugin beyond it.</param>
    /// <returns>What the use found out.</returns>
    /// <exception cref="PluginUnavailableException">Nobody provides the contract.</exception>
    public async Task<TResult> UseAsync<TContract, TResult>(Func<TContract, Task<TResult>> use)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(use);
        using var capability = new Capability<TContract>(_server.Runtime.Broker, _loggerFactory);
        using var lease = capability.Acquire();
        return await use(lease.Value).ConfigureAwait(false);
    }

    /// <summary>Creates a logger of the host: its entries go to <see cref="Log"/> and to the plugins' log sinks.</summary>
    /// <param name="category">The category.</param>
    /// <returns>The logger.</returns>
    public ILogger CreateLogger(string category) => _loggerFactory.CreateLogger(category);

    /// <summary>Waits until the plugins' log sinks have what was logged before.</summary>
    /// <returns>Completes then, after five seconds at the latest.</returns>
    public Task FlushLogAsync() => _server.Runtime.FlushLogAsync(TimeSpan.FromSeconds(5));

    /// <summary>
    /// Replaces a plugin while the host serves: by the version in a folder, or by the same build under the next patch version.
    /// </summary>
    /// <param name="id">Identifier of a plugin that runs.</param>
    /// <param name="folder">Folder of another staged version; null for the same build again.</param>
    /// <param name="cancellationToken">Gives up a next generation that does not serve yet.</param>
    /// <returns>What serves now.</returns>
    /// <exception cref="PluginTestException">It was not replaced; <see cref="PluginTestException.Code"/> and the message say why.</exception>
    public async Task<PluginTestReplacement> ReplaceAsync(string id, string? folder = null, CancellationToken cancellationToken = default)
    {
        var status = Plugin(id);
        var (installed, version) = folder is null
            ? _folder.Install(Path.Combine(_folder.Root, id, status.Version), NextPatch(status.Version))
            : _folder.Install(folder);
        if (installed != id)
        {
            throw new PluginTestException("id-mismatch", $"{folder} holds {installed}, not {id}.");
        }

        _ = SemanticVersion.TryParse(version, out var next);
        var replacement = await Supervisor.ReplaceAsync(id, next, cancellationToken).ConfigureAwait(false);
        Note();
        return replacement.Fault is { } fault
            ? throw new PluginTestException(fault.Code, $"{id} was not replaced by {version} ({fault.Code}): {fault.Summary} {fault.Detail}".TrimEnd())
            : new PluginTestReplacement(id, replacement.Version, replacement.Generation, replacement.Duration, replacement.Unfinished);
    }

    /// <summary>Stops requests, then plugins, in order. A second call does nothing.</summary>
    /// <returns>Completes when everything stopped or its budget is used up.</returns>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await _server.StopAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _server.Runtime.DisposeAsync().ConfigureAwait(false);
        Metrics.Dispose();
        _loggerFactory.Dispose();
        _folder.Dispose();
    }

    private static async Task<PluginTestHost> ListenAsync(PluginTestFolder folder, PluginTestHostOptions options, CancellationToken cancellationToken)
    {
        var setup = Prepare(folder, options);
        var log = new CapturedLog();
        var loggerFactory = new LoggerFactory([log], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        var embedding = new Embedding { PluginTime = options.TimeProvider, Capabilities = options.Capabilities };
        var runtime = new PluginRuntime(setup.Catalog, setup.Layers, setup.Settings, loggerFactory, TimeProvider.System, embedding);
        var server = new ModularServer(runtime);
        try
        {
            await server.ListenAsync(cancellationToken).ConfigureAwait(false);
            return new PluginTestHost(folder, loggerFactory, log, server);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            await runtime.DisposeAsync().ConfigureAwait(false);
            loggerFactory.Dispose();
            throw;
        }
    }

    private static HostSetup Prepare(PluginTestFolder folder, PluginTestHostOptions options)
    {
        var sources = options.PluginFolders.Count > 0 ? options.PluginFolders : [.. StagedPlugins.All()];
        if (sources.Count == 0)
        {
            throw new DirectoryNotFoundException(
                $"No plugin is staged in {StagedPlugins.Root}. Reference the plugin's project with PluginUnderTest=\"true\", or name folders.");
        }

        foreach (var source in sources)
        {
            folder.Install(source);
        }

        var settings = new Dictionary<string, string?>(options.Configuration, StringComparer.OrdinalIgnoreCase);
        settings.TryAdd(HostKeys.ServerUrls, "http://127.0.0.1:0");
        settings[HostKeys.PluginsPath] = folder.Root;
        settings[HostKeys.PluginsDataPath] = folder.Data;
        if (!settings.Keys.Any(static key => key.StartsWith("Plugins:Trust:", StringComparison.OrdinalIgnoreCase)))
        {
            settings[$"{HostKeys.TrustUnsignedFolders}:0"] = folder.Root;
        }

        var commandLine = new CommandLine
        {
            Command = HostCommands.Run,
            Arguments = [],
            Settings = settings,
            IsInsecureDevelopment = options.InsecureDevelopment,
            Mistakes = [],
        };
        var setup = HostSetup.Prepare(commandLine, new HostEnvironment
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            WorkingDirectory = folder.Root,
            Variables = ConfigurationLayer.Create("environment", new Dictionary<string, string?>()),
        });
        return setup.Mistakes.Count == 0
            ? setup
            : throw new PluginTestException("configuration-invalid", $"The configuration is wrong: {string.Join("; ", setup.Mistakes.Select(static mistake => $"{mistake.Path}: {mistake.Message}"))}");
    }

    private static string NextPatch(string version)
    {
        _ = SemanticVersion.TryParse(version, out var present);
        return (present! with { Patch = present.Patch + 1, PreRelease = string.Empty }).ToString();
    }

    private static PluginTestStatus Describe(PluginSlot slot) => new(
        slot.Id,
        slot.Status.Version,
        slot.Current?.Identity.Generation ?? 0,
        slot.Status.State.ToString(),
        slot.Status.Fault?.Code,
        slot.Status.Fault?.Summary);

    private string Explain(IEnumerable<PluginTestStatus> idle) => string.Join(Environment.NewLine, idle.Select(plugin =>
        $"{plugin} {Supervisor.Find(plugin.Id)!.Status.Fault?.Detail}".TrimEnd()));

    /// <summary>Remembers, weakly, which generations there are; what a test logs from now on reaches their sinks.</summary>
    private void Note()
    {
        _server.Runtime.RefreshLogSinks();
        foreach (var generation in Supervisor.RunningGenerations())
        {
            Metrics.Include(generation.Services.GetRequiredService<IMeterFactory>());
            Note(generation);
        }
    }
}
