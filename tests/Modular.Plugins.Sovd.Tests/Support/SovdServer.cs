using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Sovd.Dialects.Reference;
using Modular.Plugins.Sovd.Locks;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;
using Modular.Sdk.Locks;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Sovd.Tests.Support;

/// <summary>The plugin behind a real Kestrel on loopback, wrapped as the host wraps it: authentication by a test header.</summary>
internal sealed class SovdServer : IAsyncDisposable
{
    private const string CallerHeader = "X-Test-Caller";

    private readonly WebApplication _app;
    private readonly ServiceProvider _plugin;

    private SovdServer(WebApplication app, ServiceProvider plugin, FakeCapability<IDiagnosticTester> tester, FakeTokenIssuer issuer, ManualTimeProvider time)
    {
        _app = app;
        _plugin = plugin;
        Tester = tester;
        Issuer = issuer;
        Time = time;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public FakeCapability<IDiagnosticTester> Tester { get; }

    public FakeTokenIssuer Issuer { get; }

    public required FakeCapability<ILockPreemptionPolicy> Preemption { get; init; }

    public ManualTimeProvider Time { get; }

    public EcuLocks Locks => _plugin.GetRequiredService<EcuLocks>();

    public ReferenceEndpointModule Module => _plugin.GetRequiredService<ReferenceEndpointModule>();

    public IServiceProvider Services => _plugin;

    public static async Task<SovdServer> StartAsync(
        FakeTester tester,
        bool insecureDevelopment = false,
        Func<DiagnosticServiceUse, AccessDecision>? authorize = null,
        bool withIssuer = true,
        Func<ResourceUse, AccessDecision>? authorizeResource = null,
        params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Sovd:{setting.Key}", setting.Value)))
            .Build();
        var time = new ManualTimeProvider();
        var testers = new FakeCapability<IDiagnosticTester>(tester);
        var issuer = new FakeTokenIssuer();
        var preemption = new FakeCapability<ILockPreemptionPolicy>();
        var context = new FakeHost(configuration, insecureDevelopment);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IPluginContext>(context);
        services.AddSingleton<ICapability<IDiagnosticTester>>(testers);
        services.AddSingleton<ICapability<ITokenIssuer>>(withIssuer ? new FakeCapability<ITokenIssuer>(issuer) : new FakeCapability<ITokenIssuer>());
        services.AddSingleton<ICapability<ILockPreemptionPolicy>>(preemption);
        new SovdPlugin().ConfigureServices(services, context);
        var plugin = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var collector = new Collector(plugin);
        foreach (var module in plugin.GetServices<IEndpointModule>())
        {
            module.MapEndpoints(collector);
        }

        var endpoints = collector.DataSources.SelectMany(static source => source.Endpoints)
            .Select(endpoint => Wrap((RouteEndpoint)endpoint, authorize ?? (static _ => AccessDecision.Allow), authorizeResource));
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(endpoints));
        await app.StartAsync();
        return new SovdServer(app, plugin, testers, issuer, time) { Preemption = preemption };
    }

    public Task<HttpResponseMessage> SendAsync(
        string method, string path, string? caller = "alice", HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (caller is not null)
        {
            request.Headers.Add(CallerHeader, caller);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>Locks the ECU of the vehicle and returns the lock's id.</summary>
    public async Task<string> LockAsync(string caller = "alice", int seconds = 60)
    {
        var response = await SendAsync(
            "POST", "/vehicle/v15/components/flxc1000/locks", caller, Responses.Json($$"""{"lock_expiration":{{seconds}}}"""));
        return (await response.JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _plugin.DisposeAsync();
    }

    private static RouteEndpoint Wrap(
        RouteEndpoint endpoint, Func<DiagnosticServiceUse, AccessDecision> authorize, Func<ResourceUse, AccessDecision>? authorizeResource)
    {
        var inner = endpoint.RequestDelegate!;
        var isAnonymous = endpoint.Metadata.GetMetadata<AnonymousCallers>() is not null;
        return new RouteEndpoint(
            context =>
            {
                if (!isAnonymous)
                {
                    if (context.Request.Headers[CallerHeader] is not [{ Length: > 0 } subject])
                    {
                        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                        return Task.CompletedTask;
                    }

                    context.Features.Set<ICallerFeature>(new FakeCaller(subject, authorize, authorizeResource));
                }

                return inner(context);
            },
            endpoint.RoutePattern,
            endpoint.Order,
            endpoint.Metadata,
            endpoint.DisplayName);
    }

    private sealed class Collector(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
