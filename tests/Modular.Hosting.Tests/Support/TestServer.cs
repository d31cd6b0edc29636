using Microsoft.Extensions.Logging;
using Modular.Hosting.Administration;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;

namespace Modular.Hosting.Tests.Support;

/// <summary>The whole server in this process, on a port of the system's choice.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly ModularServer _server;
    private readonly LoggerFactory _loggerFactory;
    private bool _isStopped;

    private TestServer(ModularServer server, LoggerFactory loggerFactory, CapturedLog log)
    {
        _server = server;
        _loggerFactory = loggerFactory;
        Log = log;
        Client = new HttpClient { BaseAddress = new Uri(server.Address) };
    }

    public HttpClient Client { get; }

    public CapturedLog Log { get; }

    public PluginRuntime Runtime => _server.Runtime;

    public PluginFolderWatcher? Watcher => _server.Watcher;

    public ConfigurationFileWatcher? ConfigurationWatcher => _server.ConfigurationWatcher;

    public PluginSupervisor Supervisor => Runtime.Supervisor;

    public static Task<TestServer> StartAsync(PluginRoot root, params string[] arguments) => StartAsync(root, TimeProvider.System, arguments);

    public static async Task<TestServer> StartAsync(PluginRoot root, TimeProvider timeProvider, params string[] arguments)
    {
        var server = await ListenAsync(root, timeProvider, arguments);
        await server.StartPluginsAsync();
        return server;
    }

    /// <summary>Listens, but starts no plugin yet.</summary>
    public static Task<TestServer> ListenAsync(PluginRoot root, params string[] arguments) => ListenAsync(root, TimeProvider.System, arguments);

    private static async Task<TestServer> ListenAsync(PluginRoot root, TimeProvider timeProvider, string[] arguments)
    {
        var setup = new ProgramRun(root.Path).Prepare(["--urls=http://127.0.0.1:0", $"--Plugins:Path={root.Path}", $"--Plugins:DataPath={root.Path}/.data", .. arguments]);
        Assert.Empty(setup.Mistakes);
        var log = new CapturedLog();
        var loggerFactory = new LoggerFactory([log], new LoggerFilterOptions { MinLevel = LogLevel.Debug });
        var server = new ModularServer(new PluginRuntime(setup.Catalog, setup.Layers, setup.Settings, loggerFactory, timeProvider));
        await server.ListenAsync(CancellationToken.None);
        return new TestServer(server, loggerFactory, log);
    }

    public Task StartPluginsAsync(CancellationToken cancellationToken = default) => _server.StartPluginsAsync(cancellationToken);

    public PluginStatus StatusOf(string id) => Supervisor.Find(id)!.Status;

    public async Task<(int Status, string Body)> GetAsync(string path, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task StopAsync()
    {
        _isStopped = true;
        await _server.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_isStopped)
        {
            await StopAsync();
        }

        await _server.DisposeAsync();
        await Runtime.DisposeAsync();
        _loggerFactory.Dispose();
    }
}
