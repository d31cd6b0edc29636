using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests;

public sealed class UnloadTests
{
    private const int MaxCollections = 20;

    [Fact]
    public async Task Unload_AfterIssuingVerifyingFetchingAndRefusing_LeavesNothingAlive()
    {
        using var folder = new TemporaryFolder();
        using var keys = new TestKeys();
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(keys.Ec384, "remote"));
        using var certificate = ClientCertificates.Create("CN=bench");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Jwt:Issuer"] = "https://issuer",
            ["Jwt:Audience"] = "modular",
            ["Jwt:SigningKeyFile"] = folder.Write("signing.pem", keys.Ec.ExportPkcs8PrivateKeyPem()),
            ["Jwt:JwksUrl"] = issuer.JwksUrl,
            ["Jwt:Certificates:0:CommonName"] = "bench",
            ["Jwt:Grants:0:Claim"] = "sub",
            ["Jwt:Grants:0:Values:0"] = "*",
            ["Jwt:Clients:0:Id"] = "bench",
            ["Jwt:Clients:0:SecretHash"] = SecretHash.Create("s3cret").ToString(),
        }).Build();

        var context = await RunAsync(configuration, folder.Path, certificate);

        for (var i = 0; i < MaxCollections && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive, "The plugin's load context is still alive.");
        configuration.Reload();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync(IConfiguration configuration, string folder, X509Certificate2 certificate)
    {
        var context = new PluginContext(PluginAssembly());
        await UseAsync(context, configuration, folder, certificate);
        context.Unload();
        return new WeakReference(context);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(PluginContext context, IConfiguration configuration, string folder, X509Certificate2 certificate)
    {
        var type = context.LoadFromAssemblyPath(PluginAssembly()).GetType("Modular.Plugins.Security.Jwt.JwtPlugin", throwOnError: true)!;
        Assert.NotSame(typeof(JwtPlugin), type);
        var module = (IPluginModule)Activator.CreateInstance(type)!;
        var plugin = new FakeContext(configuration, folder, insecureDevelopment: false);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IPluginContext>(plugin);
        module.ConfigureServices(services, plugin);
        await using var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        var issuer = Resolve<ITokenIssuer>(provider);
        var authenticator = Resolve<IAuthenticator>(provider);

        var issued = await issuer.IssueAsync(new TokenRequest("bench", "s3cret"), CancellationToken.None);
        Assert.NotNull((await authenticator.AuthenticateAsync(Request(issued.AccessToken!), CancellationToken.None)).Context);
        Assert.Null((await authenticator.AuthenticateAsync(Request(issued.AccessToken![..^8] + "AAAAAAAA"), CancellationToken.None)).Context);
        Assert.Null((await authenticator.AuthenticateAsync(Request("garbage"), CancellationToken.None)).Context);
        Assert.Null((await authenticator.AuthenticateAsync(Request(Token.Make("""{"alg":"ES384","kid":"x"}""", "{}")), CancellationToken.None)).Context);
        var byCertificate = new AuthenticationRequest { Method = "GET", Path = "/", Headers = new Dictionary<string, string>(), ClientCertificate = certificate };
        Assert.Equal("bench", (await authenticator.AuthenticateAsync(byCertificate, CancellationToken.None)).Context?.Subject);
        foreach (var service in provider.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    private static AuthenticationRequest Request(string token) => new()
    {
        Method = "GET",
        Path = "/",
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = $"Bearer {token}" },
    };

    private static T Resolve<T>(IServiceProvider provider)
        where T : class =>
        (T)provider.GetServices<CapabilityRegistration>().Single(registration => registration.Contract == typeof(T)).Resolve(provider);

    private static string PluginAssembly()
    {
        // .../bin/Modular.Plugins.Security.Jwt.Tests/<configuration>/ beside .../bin/Modular.Plugins.Security.Jwt/<configuration>/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(output.Parent!.Parent!.FullName, "Modular.Plugins.Security.Jwt", output.Name, "Modular.Plugins.Security.Jwt.dll");
    }

    private sealed class PluginContext(string plugin) : AssemblyLoadContext("unload-test", isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(plugin);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
