using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Administration;

public sealed class PluginFolderWatcherTests : IDisposable
{
    private const string Endpoints = "test.endpoints";
    private readonly PluginRoot _root = new(Endpoints);
    private readonly PluginRoot _outside = new PluginRoot().Add(Endpoints, Endpoints, "0.2.0");

    public void Dispose()
    {
        _root.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public async Task Watch_FolderArrivesInParts_IsTakenWhenItIsComplete()
    {
        await using var server = await TestServer.StartAsync(_root, "--Plugins:Watch=true");
        var source = _outside.FolderOf(Endpoints, "0.2.0");
        var target = Directory.CreateDirectory(_root.FolderOf(Endpoints, "0.2.0")).FullName;
        File.Copy(Path.Combine(source, "plugin.json"), Path.Combine(target, "plugin.json"));

        // The watcher has looked at the part and decided to wait before the rest arrives.
        await WaitAsync(() => server.Log.Lines.Any(line => line.Contains("Waiting for the rest", StringComparison.Ordinal)));
        Assert.Equal("0.1.0", server.StatusOf(Endpoints).Version);
        foreach (var file in Directory.EnumerateFiles(source).Where(file => Path.GetFileName(file) != "plugin.json"))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        await WaitAsync(() => server.StatusOf(Endpoints).Version == "0.2.0");
        Assert.Equal($"plugin:{Endpoints}@0.2.0#2", (await server.GetAsync("/fixture/context")).Body);
    }

    [Fact]
    public async Task Watch_NewPluginInAnAdditionalFolder_IsStartedAndItsNextVersionReplacesIt()
    {
        using var additional = new PluginRoot();
        await using var server = await TestServer.StartAsync(
            _root, "--Plugins:Watch=true", $"--Plugins:Additional:0={additional.Path}", $"--Plugins:Trust:UnsignedFolders:1={additional.Path}");

        Move(new PluginRoot("modular.samples.noop"), additional, "modular.samples.noop", "0.1.0");
        await WaitAsync(() => server.Supervisor.Find("modular.samples.noop")?.Status.State == PluginState.Running);
        Assert.Equal(204, (await server.GetAsync("/noop")).Status);

        Move(new PluginRoot().Add("modular.samples.noop", "modular.samples.noop", "0.2.0"), additional, "modular.samples.noop", "0.2.0");
        await WaitAsync(() => server.StatusOf("modular.samples.noop").Version == "0.2.0");
        Assert.Equal(2, server.Supervisor.Find("modular.samples.noop")!.Current!.Identity.Generation);
    }

    [Fact]
    public async Task Watch_GoodVersionOfAPluginThatFailed_IsStarted()
    {
        const string Bad = "test.misbehaving";
        _root.Add(Bad, Bad).Write(Bad, "plugin.defaults.json", """{ "Misbehave": { "Mode": "throw-at-start" } }""");
        await using var server = await TestServer.StartAsync(_root, "--Plugins:Watch=true");
        Assert.Equal(PluginState.Faulted, server.StatusOf(Bad).State);

        Move(new PluginRoot().Add(Bad, Bad, "0.2.0"), _root, Bad, "0.2.0");

        await WaitAsync(() => server.StatusOf(Bad) is { State: PluginState.Running, Version: "0.2.0" });
    }

    private static void Move(PluginRoot from, PluginRoot to, string id, string version)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to.FolderOf(id, version))!);
        Directory.Move(from.FolderOf(id, version), to.FolderOf(id, version));
        from.Dispose();
    }

    [Fact]
    public async Task Watch_NotAskedFor_IsOff()
    {
        await using var server = await TestServer.StartAsync(_root);

        Assert.False(server.Runtime.Settings.WatchPlugins);
        Assert.Null(server.Watcher);
    }

    private static async Task WaitAsync(Func<bool> condition) =>
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60))));
}
