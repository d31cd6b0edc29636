using System.Threading.Channels;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Support;

internal delegate ServiceOutcome FakeExecution(ServiceCall call, IParameterSink sink);

/// <summary>An ECU whose answers a test scripts and whose state charts move by name.</summary>
internal sealed class FakeEcu(string name, IServiceCatalog services) : IEcu
{
    private readonly Lock _gate = new();
    private readonly Channel<StateChange> _changes = Channel.CreateUnbounded<StateChange>();
    private long _fence;

    public List<ServiceCall> Calls { get; } = [];

    public List<StateChange> Changes { get; } = [];

    public List<long> Fences { get; } = [];

    public int KeepAlives { get; private set; }

    public int Detections { get; private set; }

    public FakeExecution Execution { get; set; } = static (_, _) => Positive([]);

    public Func<StateChange, Task>? BeforeChange { get; set; }

    public ServiceOutcome? ChangeOutcome { get; set; }

    public string Name => name;

    public EcuStatus Status { get; set; } = new() { State = EcuState.Online, Variant = "FLXC1000_App_0101", LogicalAddress = 0x1000, Protocol = "UDS_Ethernet_DoIP_DOBT" };

    public IServiceCatalog Services { get; set; } = services;

    public IReadOnlyList<StateChartStatus> StateCharts { get; set; } =
    [
        new("Session", "SESSION", "Default", "Default", ["Default", "Programming", "Extended"]),
        new("Security", "SECURITY", "Locked", "Locked", ["Locked", "Level_5"]),
    ];

    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups { get; set; } = [];

    public static ServiceOutcome Positive(byte[] response, int dataOffset = 3) =>
        new(ExchangeOutcomeKind.Positive, response, Math.Min(dataOffset, response.Length), default);

    public static ServiceOutcome Negative(byte serviceId, byte code) =>
        new(ExchangeOutcomeKind.Negative, new byte[] { 0x7F, serviceId, code }, 3, default);

    public static ServiceOutcome Silent() => new(ExchangeOutcomeKind.NoResponse, default, 0, default);

    /// <summary>The next change that happened and was not asked for yet.</summary>
    public Task<StateChange> NextChangeAsync() => _changes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public string CurrentState(string semantic) => StateCharts.Single(chart => chart.Semantic == semantic).CurrentState;

    public void SetState(string semantic, string state)
    {
        lock (_gate)
        {
            StateCharts = [.. StateCharts.Select(chart => chart.Semantic == semantic ? chart with { CurrentState = state } : chart)];
        }
    }

    public AccessDecision Authorize(DiagnosticService service, ISecurityContext? caller, bool isListing) =>
        caller?.Authorize(new DiagnosticServiceUse(name, service, isListing)) ?? AccessDecision.Allow;

    public ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken)
    {
        Detections++;
        return ValueTask.FromResult(Status);
    }

    public async ValueTask<ServiceOutcome> ExecuteAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (Authorize(call.Service, call.Caller, isListing: false) is { IsAllowed: false } denied)
        {
            throw new DiagnosticException(DiagnosticFailure.AccessDenied, denied.Reason!);
        }

        CheckFence(call.LockEpoch);
        Calls.Add(call);
        return Execution(call, sink);
    }

    public async ValueTask<ServiceOutcome> ChangeStateAsync(StateChange change, CancellationToken cancellationToken)
    {
        if (BeforeChange is { } before)
        {
            await before(change);
        }

        CheckFence(change.LockEpoch);
        var chart = StateCharts.Single(candidate => string.Equals(candidate.Semantic, change.ChartSemantic, StringComparison.OrdinalIgnoreCase));
        var wanted = change.State ?? chart.StartState;
        var state = chart.States.FirstOrDefault(candidate => string.Equals(candidate, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new DiagnosticException(DiagnosticFailure.UnknownState, $"No state {wanted}.");
        lock (_gate)
        {
            Changes.Add(change);
        }

        if (ChangeOutcome is { } outcome)
        {
            return outcome;
        }

        SetState(chart.Semantic!, state);
        _changes.Writer.TryWrite(change);
        return Positive([0x50, 0x03]);
    }

    public IDisposable KeepSessionAlive()
    {
        KeepAlives++;
        return new Ending(() => KeepAlives--);
    }

    public void Fence(long lockEpoch)
    {
        lock (_gate)
        {
            _fence = Math.Max(_fence, lockEpoch);
            Fences.Add(lockEpoch);
        }
    }

    private void CheckFence(long? epoch)
    {
        if (epoch < _fence)
        {
            throw new DiagnosticException(DiagnosticFailure.LockSuperseded, "The lock has been replaced.");
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
