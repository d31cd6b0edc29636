using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Security;

namespace Modular.Plugins.Safety.Tests.Support;

/// <summary>An ECU with one reading and one writing service, whose answer a test sets. It is its own tester and catalog.</summary>
internal sealed class FakeEcu : IDiagnosticTester, IEcu, IServiceCatalog
{
    public static readonly DiagnosticService Speed = Service("VehicleSpeed_Read", "DATA", 0x22, 0x01, 0x02);
    public static readonly DiagnosticService Write = Service("Setting_Write", "STOREDDATA", 0x2E, 0x01, 0x20);
    public static readonly DiagnosticService Session = Service("Default_Start", "SESSION", 0x10, 0x01);

    /// <summary>Renders the answer; null keeps silent.</summary>
    public Action<IParameterSink>? Answer { get; set; } = static sink => sink.Number("Speed"u8, 0.0);

    /// <summary>Thrown by every use while set.</summary>
    public Exception? Failure { get; set; }

    public List<ServiceCall> Calls { get; } = [];

    public IReadOnlyList<IEcu> Ecus => [this];

    public string Name => "Gateway";

    public EcuStatus Status { get; } = new() { State = EcuState.Online };

    IServiceCatalog IEcu.Services => this;

    public IReadOnlyList<DiagnosticService> Services { get; } = [Speed, Write, Session];

    public string Variant => "Gateway_1";

    public IReadOnlyList<StateChartStatus> StateCharts => [];

    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups => [];

    public static DiagnosticService Service(string name, string? semantic, params byte[] request) =>
        new() { ShortName = name, Semantic = semantic, Layer = "Gateway", RequestPrefix = request };

    public DiagnosticService? Find(string shortName) =>
        Services.FirstOrDefault(service => string.Equals(service.ShortName, shortName, StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<DiagnosticService> WithServiceId(byte serviceId) => [.. Services.Where(service => service.ServiceId == serviceId)];

    public IEcu? FindEcu(string name) => string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) ? this : null;

    public NetworkStructure GetNetworkStructure() => new([], []);

    public IAsyncEnumerable<EcuEvent> WatchAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public AccessDecision Authorize(DiagnosticService service, ISecurityContext? caller, bool isListing) => AccessDecision.Allow;

    public ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken) => new(Status);

    public ValueTask<ServiceOutcome> ExecuteAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        if (Failure is { } failure)
        {
            throw failure;
        }

        Answer?.Invoke(sink);
        return new(new ServiceOutcome(Answer is null ? ExchangeOutcomeKind.NoResponse : ExchangeOutcomeKind.Positive, default, 0, default));
    }

    public ValueTask<ServiceOutcome> ChangeStateAsync(StateChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IDisposable KeepSessionAlive() => throw new NotSupportedException();

    public void Fence(long lockEpoch)
    {
    }
}
