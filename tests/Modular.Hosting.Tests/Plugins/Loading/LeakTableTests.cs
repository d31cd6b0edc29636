using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;
using Modular.Sdk.Commands;

namespace Modular.Hosting.Tests.Plugins.Loading;

/// <summary>
/// What keeps an unloaded plugin in memory on this .NET, and what does not, one test for each row of the table in
/// docs/plugin-author. Rows that leak are facts of the framework: when such a test fails the framework has learnt to let go, and the
/// rule for authors can be relaxed.
/// </summary>
public sealed class LeakTableTests : IDisposable
{
    private const string Leaks = "test.leaks";
    private const string Cures = "test.cures";
    private readonly PluginRoot _root = new(Leaks, Cures);
    private readonly List<object> _kept = [];

    public void Dispose() => _root.Dispose();

    [Fact]
    public Task NothingSpecial_Unloads() => AssertUnloadsAsync("nothing");

    [Fact]
    public Task ActivatorUtilities_Unloads() => AssertUnloadsAsync("activator-utilities");

    // The process-wide switch is off here as in the server: what would leak fails at once. JsonReflectionTests has the leak itself.
    [Theory]
    [InlineData("json-reflection")]
    [InlineData("json-reflection-web")]
    public async Task JsonByReflection_InThisHost_FailsAtStartAndUnloads(string row)
    {
        var context = await RunAsync(Leaks, row, null, (server, _) =>
        {
            Assert.Equal((PluginState.Faulted, PluginReasonCode.StartFailed), (server.StatusOf(Leaks).State, server.StatusOf(Leaks).Fault?.Code));
            return Task.CompletedTask;
        });

        Assert.True(Dies(context));
    }

    [Fact]
    public async Task JsonByReflectionWithPrivateOptions_Served_RunsAndLetsGoSomeTime()
    {
        // Its cache is emptied by later JSON work of anybody: alive or not is chance here, that it ran is not.
        await RunAsync(Leaks, "json-reflection-private-options", "/leak", AssertServedAsync);
    }

    [Fact]
    public Task JsonGenerated_Unloads() => AssertUnloadsAsync("json", "/cure/json", Cures);

    [Fact]
    public Task JsonGeneratedWithOwnOptions_Unloads() => AssertUnloadsAsync("json", "/cure/json-own-options", Cures);

    [Fact]
    public Task TypeDescriptorConverter_Leaks() => AssertLeaksAsync("type-descriptor-converter");

    [Fact]
    public Task TypeDescriptorProperties_Leaks() => AssertLeaksAsync("type-descriptor-properties");

    [Fact]
    public Task EnumParse_Unloads() => AssertUnloadsAsync("enum-parse");

    [Fact]
    public Task OptionsByReflectionBinder_Leaks() => AssertLeaksAsync("options-reflection-binder");

    [Fact]
    public Task OptionsByGeneratedBinderAndValidator_Unloads() => AssertUnloadsAsync("options", "/cure/options", Cures);

    [Fact]
    public Task ValidateDataAnnotations_Leaks() => AssertLeaksAsync("validate-data-annotations");

    // Each generation has a configuration of its own, which ends with it; over the host's own the container would be held.
    [Fact]
    public Task OwnContainerNotDisposed_OverThePluginsConfiguration_Unloads() => AssertUnloadsAsync("own-container-not-disposed");

    [Fact]
    public async Task BackgroundService_StartedAndStopped_Unloads()
    {
        using var root = new PluginRoot("test.endpoints");
        Assert.True(Dies(await RunAsync(root, "test.endpoints", [], "/fixture/hello", AssertServedAsync)));
    }

    [Fact]
    public Task StaticActivitySourceAndMeter_Unloads() => AssertUnloadsAsync("static-activity-source-and-meter");

    [Fact]
    public Task ObservableGauge_OfAMeterOfItsOwn_Leaks() => AssertLeaksAsync("observable-gauge");

    [Fact]
    public Task ObservableGauge_OfTheContainersFactory_Unloads() => AssertUnloadsAsync("observable-gauge-of-factory");

    [Fact]
    public Task Timer_NotDisposed_Leaks() => AssertLeaksAsync("timer");

    [Fact]
    public Task Timer_Disposed_Unloads() => AssertUnloadsAsync("timer-disposed");

    [Fact]
    public Task AppDomainEvent_NotRemoved_Leaks() => AssertLeaksAsync("app-domain-event");

    [Fact]
    public Task AppDomainEvent_Removed_Unloads() => AssertUnloadsAsync("app-domain-event-removed");

    [Fact]
    public Task GCHandle_NotFreed_Leaks() => AssertLeaksAsync("gc-handle");

    [Fact]
    public Task GCHandle_Freed_Unloads() => AssertUnloadsAsync("gc-handle-freed");

    [Fact]
    public Task Thread_Live_Leaks() => AssertLeaksAsync("thread");

    [Fact]
    public Task Thread_Cancelled_Unloads() => AssertUnloadsAsync("thread-cancelled");

    [Fact]
    public Task CompiledRegex_Unloads() => AssertUnloadsAsync("compiled-regex");

    [Fact]
    public Task ExpressionTree_Unloads() => AssertUnloadsAsync("expression-tree");

    [Fact]
    public Task ThreadLocal_Unloads() => AssertUnloadsAsync("thread-local");

    [Fact]
    public Task ArrayPoolOfItsOwnType_Unloads() => AssertUnloadsAsync("array-pool");

    [Theory]
    [InlineData("own")]
    [InlineData("framework")]
    public async Task CaughtException_KeptByTheHost_Leaks(string kind)
    {
        var context = await RunAsync(Leaks, "nothing", null, async (server, _) => _kept.Add(await CatchAsync(server, kind)));

        Assert.True(Stays(context), "A kept exception of a plugin does not hold it any more: the framework changed.");
    }

    [Theory]
    [InlineData("own")]
    [InlineData("framework")]
    public async Task CaughtException_KeptAsText_Unloads(string kind)
    {
        var context = await RunAsync(Leaks, "nothing", null, async (server, _) =>
            _kept.Add(PluginFault.From(await CatchAsync(server, kind), PluginReasonCode.LoadFailed, "working", default)));

        Assert.True(Dies(context));
        Assert.Contains(kind == "own" ? "of the plugin" : "of the framework", ((PluginFault)_kept[0]).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "/leak")]
    [InlineData("endpoint-returns-text", "/leak")]
    [InlineData("endpoint-returns-text", "/leak/7")]
    public async Task Endpoint_DelegateOrText_UnloadsAndIsGone(string row, string path)
    {
        var context = await RunAsync(Leaks, row, path, async (server, answered) =>
        {
            await AssertServedAsync(server, answered);
            Assert.Null(await server.Supervisor.RemoveAsync(Leaks, CancellationToken.None));
            Assert.Equal(404, (await server.GetAsync(path)).Status);
        });

        Assert.True(Dies(context));
    }

    // Whether it goes is chance: options of the same values share a cache in the process, which may keep the type that nobody knew.
    [Fact]
    public async Task Endpoint_ReturnsRecordWithoutGeneratedJson_FailsAtStartRatherThanLeakLater() =>
        await RunAsync(Leaks, "endpoint-returns-record", null, (server, _) =>
        {
            Assert.Equal((PluginState.Faulted, PluginReasonCode.StartFailed), (server.StatusOf(Leaks).State, server.StatusOf(Leaks).Fault?.Code));
            return Task.CompletedTask;
        });

    [Fact]
    public Task Endpoint_ReturnsRecordWithGeneratedJson_Unloads() => AssertUnloadsAsync("record", "/cure/record", Cures);

    [Fact]
    public Task Endpoint_ParameterOfPluginTypeByReflection_Leaks() => AssertLeaksAsync("endpoint-parameter-of-plugin-type");

    [Fact]
    public Task Endpoint_ParameterOfPluginTypeByGenerator_Unloads() => AssertUnloadsAsync("parameter", "/cure/parameter", Cures);

    [Fact]
    public async Task AuthenticationHandler_ResolvedFromAnotherContainer_Leaks()
    {
        var context = await RunAsync(Leaks, "nothing", null, async (server, _) => _kept.Add(await AuthenticateInOwnContainerAsync(server)));

        Assert.True(Stays(context), "A handler that another container resolved does not hold its plugin any more: the framework changed.");
    }

    [Fact]
    public Task AuthenticationHandler_ResolvedFromThePluginsContainer_Unloads() =>
        AssertUnloadsAsync("authentication-handler-own-container", "/leak");

    [Theory]
    [InlineData("native-import", true)]
    [InlineData("native-by-hand", false)]
    public async Task NativeLibrary_ContextDies_AndOnlyALibraryFreedByHandIsUnmapped(string row, bool staysMapped)
    {
        if (!OperatingSystem.IsLinux() || FindLibrary() is not { } library)
        {
            // A library to borrow and the list of what is mapped are what Linux has.
            return;
        }

        _root.AddFile(Leaks, "libmodularprobe.so", library);

        Assert.True(Dies(await RunAsync(Leaks, row, "/leak", AssertServedAsync)));
        Assert.Equal(staysMapped, File.ReadAllText("/proc/self/maps").Contains(Path.Combine(_root.FolderOf(Leaks), "libmodularprobe.so"), StringComparison.Ordinal));
    }

    private static string? FindLibrary() => new[] { "/lib/x86_64-linux-gnu/libz.so.1", "/lib/aarch64-linux-gnu/libz.so.1", "/usr/lib64/libz.so.1" }.FirstOrDefault(File.Exists);

    private async Task AssertUnloadsAsync(string row, string path = "/leak", string id = Leaks) =>
        Assert.True(Dies(await RunAsync(id, row, path, AssertServedAsync)), "Something still holds the unloaded plugin.");

    private async Task AssertLeaksAsync(string row) =>
        Assert.True(
            Stays(await RunAsync(Leaks, row, "/leak", AssertServedAsync)), "This habit does not hold a plugin any more: the framework changed, and the rule for authors may go.");

    private static Task AssertServedAsync(TestServer server, (int Status, string Body) answered)
    {
        Assert.True(answered.Status == 200, $"{answered.Status} {answered.Body} {string.Join('\n', server.Log.Lines)}");
        return Task.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<WeakReference> RunAsync(string id, string row, string? path, Func<TestServer, (int Status, string Body), Task> check) =>
        RunAsync(_root, id, id == Leaks ? [$"--Leak:Row={row}", "--Leak:Kind=Large"] : [$"--Cure:Row={row}"], path, check);

    /// <summary>Loads a plugin with the real loader, has it answer, ends it, and hands out nothing but a weak reference.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync(
        PluginRoot root, string id, string[] arguments, string? path, Func<TestServer, (int Status, string Body), Task> check)
    {
        await using var server = await TestServer.ListenAsync(root, [.. arguments, $"--Plugins:Disabled:0={(id == Leaks ? Cures : Leaks)}"]);
        using var context = new ContextReference(root.FolderOf(id));
        await server.StartPluginsAsync();
        await check(server, path is null ? default : await server.GetAsync(path));
        await server.StopAsync();
        return context.Found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<Exception> CatchAsync(TestServer server, string kind)
    {
        var generation = server.Supervisor.Find(Leaks)!.Current!;
        var command = generation.Composition.FindCommand("leak-throw")!;
        return await Assert.ThrowsAnyAsync<Exception>(() =>
            command.RunAsync(new CommandContext([kind], TextWriter.Null, TextWriter.Null, false, generation.Context), CancellationToken.None).AsTask());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<ServiceProvider> AuthenticateInOwnContainerAsync(TestServer server)
    {
        var handler = server.Supervisor.Find(Leaks)!.Current!.Composition.GetModule().GetType().Assembly.GetType("Modular.Fixtures.Leaks.RowAuthenticationHandler", throwOnError: true)!;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication();
        var container = services.BuildServiceProvider();
        container.GetRequiredService<IAuthenticationSchemeProvider>().AddScheme(new AuthenticationScheme("Row", null, handler));
        await using var scope = container.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IAuthenticationService>()
            .AuthenticateAsync(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, "Row");
        Assert.True(result.Succeeded);
        return container;
    }

    // What dies does within three collections, once the last thread that ran code of the plugin is gone: on a busy machine that takes a while.
    private static bool Dies(WeakReference context) => Dies(context, rounds: 60);

    private static bool Stays(WeakReference context) => !Dies(context, rounds: 8);

    private static bool Dies(WeakReference context, int rounds)
    {
        for (var round = 0; round < rounds && context.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Yield();
        }

        return !context.IsAlive;
    }

    /// <summary>Sees the load context of a plugin come up; one that failed is gone before anybody could ask for it.</summary>
    private sealed class ContextReference : IDisposable
    {
        private readonly string _folder;
        private WeakReference? _context;

        public ContextReference(string folder)
        {
            _folder = folder + Path.DirectorySeparatorChar;
            AppDomain.CurrentDomain.AssemblyLoad += OnLoad;
        }

        public WeakReference Found => _context ?? throw new InvalidOperationException($"Nothing was loaded from {_folder}.");

        public void Dispose() => AppDomain.CurrentDomain.AssemblyLoad -= OnLoad;

        private void OnLoad(object? sender, AssemblyLoadEventArgs e)
        {
            if (!e.LoadedAssembly.IsDynamic && e.LoadedAssembly.Location.StartsWith(_folder, StringComparison.Ordinal))
            {
                _context ??= new WeakReference(AssemblyLoadContext.GetLoadContext(e.LoadedAssembly), trackResurrection: true);
            }
        }
    }
}
