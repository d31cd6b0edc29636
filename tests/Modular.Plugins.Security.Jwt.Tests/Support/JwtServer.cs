using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Security.Jwt.State;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

/// <summary>The plugin in a container as the host makes it.</summary>
internal sealed class JwtServer : IAsyncDisposable, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IConfigurationRoot _configuration;

    private JwtServer(ServiceProvider services, IConfigurationRoot configuration, ManualTimeProvider time, RecordingLoggerProvider log)
    {
        _services = services;
        _configuration = configuration;
        Time = time;
        Log = log;
        Authenticator = Provided<IAuthenticator>();
        Issuer = Provided<ITokenIssuer>();
    }

    public IAuthenticator Authenticator { get; }

    public ITokenIssuer Issuer { get; }

    public ManualTimeProvider Time { get; }

    public RecordingLoggerProvider Log { get; }

    public SecurityState State => _services.GetRequiredService<SecurityState>();

    public HealthReport Health => _services.GetServices<IHealthContributor>().Single().GetReport();

    public static JwtServer Start(TemporaryFolder folder, bool insecureDevelopment = false, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Jwt:{setting.Key}", setting.Value)))
            .Build();
        var time = new ManualTimeProvider();
        var log = new RecordingLoggerProvider();
        var context = new FakeContext(configuration, folder.Path, insecureDevelopment);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IPluginContext>(context);
        new JwtPlugin().ConfigureServices(services, context);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        try
        {
            var server = new JwtServer(provider, configuration, time, log);
            foreach (var service in provider.GetServices<IHostedService>())
            {
                // Returns at once: what it starts runs in the background.
                service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            }

            return server;
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    /// <summary>Changes settings as a platform would that watches its configuration.</summary>
    public void Reconfigure(params (string Key, string? Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            _configuration[$"Jwt:{key}"] = value;
        }

        _configuration.Reload();
    }

    public async Task<AuthenticationOutcome> AuthenticateAsync(string? authorization, X509Certificate2? certificate = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (authorization is not null)
        {
            headers["authorization"] = authorization;
        }

        return await Authenticator.AuthenticateAsync(
            new AuthenticationRequest { Method = "GET", Path = "/vehicle/v15/components", Headers = headers, RemoteAddress = "127.0.0.1", ClientCertificate = certificate },
            CancellationToken.None);
    }

    public void Dispose() => _services.Dispose();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private T Provided<T>()
        where T : class =>
        (T)_services.GetServices<CapabilityRegistration>().Single(registration => registration.Contract == typeof(T)).Resolve(_services);
}
