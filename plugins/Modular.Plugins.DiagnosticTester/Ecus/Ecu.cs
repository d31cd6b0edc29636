using System.Runtime.CompilerServices;
using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Plugins.DiagnosticTester.Detection;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>One ECU of the vehicle.</summary>
internal sealed partial class Ecu : IEcu, IAsyncDisposable
{
    private readonly EcuServices _services;
    private readonly GroupDetection _detection;
    private readonly StateChartTracker _charts = new();
    private readonly LockFence _fence;
    private readonly SessionKeeper _keeper;
    private readonly Lock _gate = new();
    private volatile EcuStatus _status;
    private volatile DiagnosticLayer _layer;
    private EcuCondition _condition;

    /// <summary>Creates an ECU nobody has asked yet.</summary>
    /// <param name="definition">What describes it.</param>
    /// <param name="group">The ECUs at its place.</param>
    /// <param name="detection">Detection of that place.</param>
    /// <param name="services">What all ECUs share.</param>
    public Ecu(EcuDefinition definition, EcuGroup group, GroupDetection detection, EcuServices services)
    {
        Definition = definition;
        Group = group;
        _detection = detection;
        _services = services;
        _layer = BaseVariant;
        _fence = new LockFence(definition.Name);
        _status = new EcuStatus
        {
            State = _condition.State,
            LogicalAddress = definition.LogicalAddress,
            GatewayAddress = definition.GatewayAddress,
            Protocol = definition.Protocol,
        };
        _keeper = new SessionKeeper(
            Name, definition.TesterPresentPeriod, OpenForKeepAliveAsync, services.Time, services.Logger);
    }

    /// <summary>What describes the ECU.</summary>
    public EcuDefinition Definition { get; }

    /// <summary>The ECUs at its place, itself included.</summary>
    public EcuGroup Group { get; }

    /// <inheritdoc/>
    public string Name => Definition.Name;

    /// <inheritdoc/>
    public EcuStatus Status => _status;

    /// <inheritdoc/>
    public IServiceCatalog Services => _layer;

    /// <inheritdoc/>
    public IReadOnlyList<StateChartStatus> StateCharts => _charts.Report(_layer.StateCharts);

    /// <inheritdoc/>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups =>
        _layer.SpecialDataGroups is { Count: > 0 } own ? own : BaseVariant.SpecialDataGroups;

    /// <summary>The two facts behind the state.</summary>
    public EcuCondition Condition
    {
        get
        {
            lock (_gate)
            {
                return _condition;
            }
        }
    }

    private DiagnosticLayer BaseVariant => Definition.Database.BaseVariant!;

    /// <inheritdoc/>
    public AccessDecision Authorize(DiagnosticService service, ISecurityContext? caller, bool isListing)
    {
        ArgumentNullException.ThrowIfNull(service);
        return _services.Slots.Authorization.Decide(new DiagnosticServiceUse(Name, service, isListing), caller);
    }

    /// <inheritdoc/>
    public async ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken)
    {
        await _services.Slots.Communication.EnsureAsync(Name, cancellationToken).ConfigureAwait(false);
        await _detection.RunAsync(cancellationToken).ConfigureAwait(false);
        return Status;
    }

    /// <inheritdoc/>
    public async ValueTask<ServiceOutcome> ExecuteAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(sink);
        using var activity = TesterTrace.StartExecute(Name, call.Service.ShortName);
        try
        {
            var outcome = await ExecuteInTurnAsync(call, sink, cancellationToken).ConfigureAwait(false);
            TesterTrace.Complete(activity, _layer.ShortName, outcome);
            return outcome;
        }
        catch (Exception exception) when (TesterTrace.Fail(activity, exception))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ServiceOutcome> ChangeStateAsync(StateChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        using var activity = TesterTrace.StartChangeState(Name, change);
        try
        {
            var outcome = await ChangeStateInTurnAsync(change, cancellationToken).ConfigureAwait(false);
            TesterTrace.Complete(activity, _layer.ShortName, outcome);
            return outcome;
        }
        catch (Exception exception) when (TesterTrace.Fail(activity, exception))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public IDisposable KeepSessionAlive() => _keeper.Hold();

    /// <inheritdoc/>
    public void Fence(long lockEpoch) => _fence.Raise(lockEpoch);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Status.State})";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _keeper.DisposeAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ServiceOutcome> ExecuteInTurnAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken)
    {
        // A caller without the right must not even cause a detection.
        var service = Resolve(call.Service);
        Authorize(service, call.Caller);
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        using var turn = await Group.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);

        // Detection, or a request before this one, may have changed the variant.
        var current = Resolve(call.Service);
        if (!ReferenceEquals(current, service))
        {
            Authorize(current, call.Caller);
        }

        return await SendAsync(current, call, sink, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ServiceOutcome> ChangeStateInTurnAsync(StateChange change, CancellationToken cancellationToken)
    {
        if (Choose(change) is { } wanted)
        {
            Authorize(wanted, change.Caller);
        }

        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        using var turn = await Group.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (Choose(change) is not { } service)
        {
            // It stands there already, and the database has no service to say so once more.
            return new ServiceOutcome(ExchangeOutcomeKind.NotExpected, default, 0, default);
        }

        Authorize(service, change.Caller);
        return NeedsKey(service)
            ? await UnlockAsync(service, change, cancellationToken).ConfigureAwait(false)
            : await SendAsync(service, CallFor(service, change), sink: null, cancellationToken).ConfigureAwait(false);
    }

    private KernelService Resolve(DiagnosticService service) =>
        _layer.Find(service.ShortName) ?? throw new DiagnosticException(
            DiagnosticFailure.UnknownService, $"{Name} has no service {service.ShortName} in its variant {_layer.ShortName}.");

    private KernelService? Choose(StateChange change)
    {
        var layer = _layer;
        var chart = layer.StateCharts.FirstOrDefault(candidate =>
            string.Equals(candidate.Semantic, change.ChartSemantic, StringComparison.OrdinalIgnoreCase))
            ?? throw new DiagnosticException(
                DiagnosticFailure.UnknownState, $"{Name} has no state chart {change.ChartSemantic} in its variant {layer.ShortName}.");
        var target = change.State ?? chart.StartState;
        if (!chart.States.Contains(target, StringComparer.OrdinalIgnoreCase))
        {
            throw new DiagnosticException(DiagnosticFailure.UnknownState, $"{Name} has no state {target} in its state chart {chart.ShortName}.")
            {
                AllowedValues = chart.States,
            };
        }

        var service = _charts.FindService(layer.Services, chart, target);
        return service is not null || string.Equals(_charts.Current(chart), target, StringComparison.OrdinalIgnoreCase)
            ? service
            : throw new DiagnosticException(
                DiagnosticFailure.UnknownState, $"No service of {Name} leads to {target} in its state chart {chart.ShortName}.");
    }

    private void Authorize(KernelService service, ISecurityContext? caller) => _services.Slots.Authorization.ThrowIfDenied(Name, service, caller);

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await _services.Slots.Communication.EnsureAsync(Name, cancellationToken).ConfigureAwait(false);
        if (Status.State is EcuState.NotTested or EcuState.Offline)
        {
            await _detection.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<IProtocolChannel?> OpenForKeepAliveAsync(CancellationToken cancellationToken) =>
        Status.State == EcuState.Online && !_services.Slots.Safety.IsStopped ? await Group.Channel.GetAsync(Definition, cancellationToken).ConfigureAwait(false) : null;
}
