using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

/// <summary>The plugin in a container as the host makes it.</summary>
internal sealed class JwtServer : IDisposable
{
    private readonly ServiceProvider _services;

    private JwtServer(ServiceProvider services, ManualTimeProvider time, RecordingLoggerProvider log)
    {
        _services = services;
        Time = time;
        Log = log;
        Authenticator = Provided<IAuthenticator>();
        Issuer = Provided<ITokenIssuer>();
    }

    public IAuthenticator Authenticator { get; }

    public ITokenIssuer Issuer { get; }

    public ManualTimeProvider Time { get; }

    public RecordingLoggerProvider Log { get; }

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
            return new JwtServer(provider, time, log);
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    public async Task<AuthenticationOutcome> AuthenticateAsync(string? authorization)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (authorization is not null)
        {
            headers["authorization"] = authorization;
        }

        return await Authenticator.AuthenticateAsync(
            new AuthenticationRequest { Method = "GET", Path = "/vehicle/v15/components", Headers = headers, RemoteAddress = "127.0.0.1" },
            CancellationToken.None);
    }

    public void Dispose() => _services.Dispose();

    private T Provided<T>()
        where T : class =>
        (T)_services.GetServices<CapabilityRegistration>().Single(registration => registration.Contract == typeof(T)).Resolve(_services);
}
