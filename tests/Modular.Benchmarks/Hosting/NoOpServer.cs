using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Server;

namespace Modular.Benchmarks.Hosting;

/// <summary>The server of the product in this process, with the no-op plugin, and beside it a route of the host which answers the same.</summary>
internal sealed class NoOpServer : IAsyncDisposable
{
    public const string PluginPath = "/noop";
    public const string HostPath = "/bare";
    private readonly string _data = Directory.CreateTempSubdirectory("modular-benchmarks-").FullName;
    private readonly PluginRuntime _runtime;
    private readonly ModularServer _server;

    private NoOpServer()
    {
        var root = FindPlugins();
        var catalog = new PluginDiscovery(
            ProductVersion.Sdk,
            new PluginTrustPolicy(new TrustSettings { Mode = TrustMode.Hashes }, null, isInsecureDevelopment: false, ledger: null, TimeProvider.System)).Discover(root);
        var settings = new HostSettings { Addresses = [Loopback()], PluginPath = root, DataPath = _data };
        var embedding = new Embedding { MapEndpoints = static endpoints => endpoints.MapGet(HostPath, (RequestDelegate)AnswerAsync) };
        catalog = catalog with { Candidates = [.. catalog.Candidates.Where(static candidate => candidate.Id == "modular.samples.noop")] };
        _runtime = new PluginRuntime(catalog, [ConfigurationLayer.Create("benchmark", new Dictionary<string, string?>())], settings, NullLoggerFactory.Instance, TimeProvider.System, embedding);
        _server = new ModularServer(_runtime);
    }

    public Uri Address => new(_server.Address);

    /// <summary>What the router calls for the plugin's route.</summary>
    public RequestDelegate PluginDelegate => _runtime.Endpoints.Endpoints.Single().RequestDelegate!;

    public static async Task<NoOpServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new NoOpServer();
        await server._server.ListenAsync(cancellationToken);
        await server._server.StartPluginsAsync(cancellationToken);
        var status = server._runtime.Supervisor.Slots.FirstOrDefault()?.Status;
        return status?.State == PluginState.Running
            ? server
            : throw new InvalidOperationException($"The no-op plugin does not run: {status?.State} {status?.Fault?.Summary}");
    }

    /// <summary>What the host's route and the plugin's both do.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _runtime.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static ListenAddress Loopback() =>
        ListenAddress.TryParse("http://127.0.0.1:0", out var address, out var reason) ? address : throw new InvalidOperationException(reason);

    private static string FindPlugins()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Modular.sln")))
        {
            folder = folder.Parent;
        }

        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("This runs in the repository only."), "artifacts", "sample-plugins", configuration);
    }
}
