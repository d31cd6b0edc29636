using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Links;
using Modular.Plugins.DiagnosticTester.Safety;
using Modular.Plugins.DiagnosticTester.Slots;
using Modular.Plugins.DiagnosticTester.Startup;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>A tester with databases in a folder of its own, a fake vehicle and a clock that a test moves.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("modular-tester");
    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Dictionary<string, string?> _settings = new() { ["Communication:Detection:AtStart"] = "false" };
    private DiagnosticTester? _tester;

    public Bench(params EcuDatabase[] databases)
    {
        foreach (var database in databases)
        {
            database.Save(Path);
        }

        Transports = new FakeCapability<ITransport>(Transport);
        Protocols = new FakeCapability<IDiagnosticProtocol>(Vehicle);
    }

    public ManualTimeProvider Time { get; } = new();

    public FakeTransport Transport { get; } = new();

    public FakeProtocol Vehicle { get; } = new();

    public FakeCapability<ITransport> Transports { get; }

    public FakeCapability<IDiagnosticProtocol> Protocols { get; }

    public FakeCapability<IServiceAuthorizer> Authorizers { get; } = new();

    public FakeCapability<ISafetyPolicy> Policies { get; } = new();

    public FakeCapability<ISeedKeyProvider> KeyProviders { get; } = new();

    public FakeCapability<IPduInterceptor> Interceptors { get; } = new();

    public FakeHostSafety HostSafety { get; } = new();

    public Communication Communication { get; private set; } = null!;

    public EmergencyBrake Brake { get; private set; } = null!;

    public DatabaseHealth Health { get; } = new();

    public string Path => _directory.FullName;

    public DiagnosticTester Tester => _tester ?? throw new InvalidOperationException("Not started.");

    public Bench With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    public async Task<Bench> StartAsync(bool withPath = true)
    {
        if (withPath)
        {
            With("Database:Path", Path);
        }

        var options = TesterOptionsReader.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(_settings)
            .Build());
        var providers = new LinkProviders(Transports, Protocols, Interceptors);
        Communication = new Communication(options, providers, Time, NullLogger<Communication>.Instance);
        var stop = new EmergencyStopState();
        var slots = new EcuSlots(
            new ServiceAuthorization(Authorizers, NullLogger<ServiceAuthorization>.Instance),
            new SafetyGate(Policies, stop, HostSafety, options, Time, NullLogger<SafetyGate>.Instance),
            new SeedKeys(KeyProviders, Time, NullLogger<SeedKeys>.Instance),
            Communication);
        _tester = new DiagnosticTester(
            options, new DatabaseLoader(options, new DatabaseCache(options.Database.Cache, Path, Time), Time, NullLogger<DatabaseLoader>.Instance), Health, providers, slots,
            new TesterMetrics(_metrics.GetRequiredService<IMeterFactory>()), Time, NullLoggerFactory.Instance);
        Brake = new EmergencyBrake(_tester, stop, Time, NullLogger<EmergencyBrake>.Instance);
        await _tester.StartAsync(CancellationToken.None);
        return this;
    }

    public IEcu Ecu(string name) => Tester.FindEcu(name) ?? throw new InvalidOperationException($"No {name}.");

    /// <summary>The ECU at an address answers detection with an identification.</summary>
    public void Identify(uint address, uint identification) => Vehicle[address].Answer = request => request switch
    {
        "22F100" => EcuDatabase.Identification(identification),
        "1001" or "1003" => $"50{request[2..]}",
        "1101" => "5101",
        "22F200" => "62F200012C05",
        "22F300" => "62F3002A",
        _ => $"7F{request[..2]}11",
    };

    public async Task<(ServiceOutcome Outcome, string Values)> ExecuteAsync(string ecu, string service, Func<ServiceCall, ServiceCall>? change = null)
    {
        var call = new ServiceCall { Service = Ecu(ecu).Services.Find(service)! };
        var sink = new CollectingSink();
        var outcome = await Ecu(ecu).ExecuteAsync(change?.Invoke(call) ?? call, sink, CancellationToken.None);
        return (outcome, sink.ToString());
    }

    /// <summary>Waits until an ECU has a state; a change of state is awaited, not polled for.</summary>
    public async Task WaitForAsync(string ecu, EcuState state)
    {
        using var patience = new CancellationTokenSource(Patience);
        var changes = Tester.WatchAsync(patience.Token);
        if (Ecu(ecu).Status.State == state)
        {
            return;
        }

        await foreach (var change in changes)
        {
            if (change.Ecu == ecu && change.Status?.State == state)
            {
                return;
            }
        }
    }

    /// <summary>Lets the retries of a detection run out.</summary>
    public async Task<EcuStatus> DetectSilentAsync(string ecu)
    {
        var detection = Ecu(ecu).DetectVariantAsync(CancellationToken.None).AsTask();
        while (await Task.WhenAny(detection, Time.WaitForTimersAsync()) != detection)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        return await detection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_tester is not null)
        {
            await _tester.StopAsync(CancellationToken.None);
            await _tester.DisposeAsync();
        }

        Communication?.Dispose();
        await _metrics.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
