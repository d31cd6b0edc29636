using System.Runtime.CompilerServices;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Loading;

public class UnloadTests
{
    [Theory]
    [InlineData("test.endpoints", "/fixture/hello")]
    [InlineData("test.endpoints", "/fixture/throw")]
    [InlineData("test.endpoints", "/fixture/generated/7")]
    [InlineData("test.security", "/health")]
    [InlineData("modular.samples.noop", "/noop")]
    public async Task StopAsync_CollectiblePluginThatServed_ItsContextDies(string id, string path)
    {
        using var root = new PluginRoot(id);
        await using var server = await TestServer.StartAsync(root);
        var context = LoadContextOf(server, id);
        await server.GetAsync(path);

        await server.Supervisor.StopAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(PluginState.Unloaded, server.StatusOf(id).State);
        AssertDies(context);
    }

    [Fact]
    public async Task StartAsync_CollectiblePluginThatThrew_ItsContextDies()
    {
        using var root = new PluginRoot("test.misbehaving");
        await using var server = await TestServer.ListenAsync(root, "--Misbehave:Mode=throw-at-start");
        await server.Supervisor.LoadAsync(CancellationToken.None);
        var context = LoadContextOf(server, "test.misbehaving");

        await server.Supervisor.StopAsync(TimeSpan.FromSeconds(10));

        AssertDies(context);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadContextOf(TestServer server, string id) => server.Supervisor.Find(id)!.Current!.LoadContextReference;

    private static void AssertDies(WeakReference context)
    {
        for (var round = 0; round < 20 && context.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive, "Something still holds the unloaded plugin.");
    }
}
