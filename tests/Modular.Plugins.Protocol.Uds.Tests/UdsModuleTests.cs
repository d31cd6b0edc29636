using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;
using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Testing.Transports;
using Modular.Sdk.Transports;
using Modular.Uds.Tester;

namespace Modular.Plugins.Protocol.Uds.Tests;

public class UdsModuleTests
{
    [Fact]
    public void ConfigureServices_Defaults_ProvideTheProtocol()
    {
        using var services = Build([]);
        var registration = Assert.Single(services.GetServices<CapabilityRegistration>());

        var protocol = Assert.IsType<IDiagnosticProtocol>(registration.Resolve(services), exactMatch: false);

        Assert.Equal(typeof(IDiagnosticProtocol), registration.Contract);
        Assert.Equal("uds", protocol.Name);
        Assert.Equal(UdsTiming.Default, services.GetRequiredService<IOptions<UdsOptions>>().Value.ToTiming());
    }

    [Fact]
    public void ConfigureServices_ValuesSet_AreBound()
    {
        using var services = Build(new()
        {
            ["Uds:P6MaxMilliseconds"] = "1500",
            ["Uds:PendingHandling"] = "ContinueUnlimited",
            ["Uds:BusyRequestTimeMilliseconds"] = "50",
            ["Uds:Repeats"] = "0",
        });

        var timing = services.GetRequiredService<IOptions<UdsOptions>>().Value.ToTiming();

        Assert.Equal(TimeSpan.FromMilliseconds(1500), timing.P6Max);
        Assert.Equal(ResponseHandling.ContinueUnlimited, timing.Pending.Handling);
        Assert.Equal(TimeSpan.FromMilliseconds(50), timing.Busy.RequestTime);
        Assert.Equal(timing.Busy, timing.ResourceUnavailable);
        Assert.Equal(0, timing.Repeats);
    }

    [Fact]
    public void ConfigureServices_SeveralMistakes_AreReportedTogether()
    {
        using var services = Build(new() { ["Uds:P6MaxMilliseconds"] = "0", ["Uds:Repeats"] = "256", ["Uds:BusyHandling"] = "7" });

        var mistakes = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<UdsOptions>>().Value);

        Assert.Equal(3, mistakes.Failures.Count());
        Assert.Contains(mistakes.Failures, failure => failure.Contains(nameof(UdsOptions.P6MaxMilliseconds), StringComparison.Ordinal));
    }

    [Fact]
    public void ConfigureServices_UnknownKey_IsAMistake()
    {
        using var services = Build(new() { ["Uds:P6Maximum"] = "1" });

        var mistake = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IOptions<UdsOptions>>().Value);

        Assert.Contains("P6Maximum", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Open_ComParamsGiven_TakePrecedenceOverTheOptions() => Inline.RunAsync(async () =>
    {
        using var services = Build(new() { ["Uds:P6MaxMilliseconds"] = "5000" });
        var clock = services.GetRequiredService<ManualTimeProvider>();
        var comParams = new ComParamSet([new("CP_P6Max", "300000"), new("CP_RepeatReqCountApp", "1")]);
        await using var channel = services.GetRequiredService<UdsProtocol>().Open(new FakeLink(clock), comParams);

        var exchange = channel.ExchangeAsync(new byte[] { 0x3E, 0x00 }, default, default).AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(600));
        var outcome = await exchange;

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(1, outcome.Timeline.Repeats);
    });

    [Theory]
    [InlineData("CP_P6Max", "1.5")]
    [InlineData("CP_RC78Handling", "perhaps")]
    [InlineData("CP_RC21Handling", "3")]
    [InlineData("CP_RepeatReqCountApp", "256")]
    [InlineData("CP_RepeatReqCountApp", "-1")]
    public void Open_ComParamInvalid_NamesIt(string name, string value)
    {
        using var services = Build([]);
        var clock = services.GetRequiredService<ManualTimeProvider>();

        var mistake = Assert.Throws<FormatException>(
            () => services.GetRequiredService<UdsProtocol>().Open(new FakeLink(clock), new ComParamSet([new(name, value)])));

        Assert.Contains(name, mistake.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> configuration)
    {
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        new UdsModule().ConfigureServices(services, new Context(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build()));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed class Context(IConfiguration configuration) : IPluginContext
    {
        public PluginIdentity Identity { get; } = new("modular.protocol.uds", "0.0.0", 1);

        public IConfiguration Configuration => configuration;

        public string PluginDirectory => throw new NotSupportedException();

        public string DataDirectory => throw new NotSupportedException();

        public IHostFacts Host => throw new NotSupportedException();
    }
}
