using System.Collections.Concurrent;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Security;

namespace Modular.Sdk.Testing.Diagnostics;

/// <summary>
/// An ECU without a vehicle: a test says what it answers and sees what it was asked. It asks the caller's rights, as the
/// real one does, has no state charts and refuses changes of state.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="services">Its services.</param>
public sealed class FakeEcu(string name, IServiceCatalog services) : IEcu
{
    /// <summary>What it was asked, in order.</summary>
    public ConcurrentQueue<ServiceCall> Calls { get; } = new();

    /// <summary>Answers; default: positive and without data.</summary>
    public Func<ServiceCall, IParameterSink, ServiceOutcome> Answer { get; set; } = static (_, _) => Positive();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public EcuStatus Status { get; set; } = new() { State = EcuState.Online, Variant = services.Variant, LogicalAddress = 0x1000, Protocol = "UDS" };

    /// <inheritdoc/>
    public IServiceCatalog Services => services;

    /// <inheritdoc/>
    public IReadOnlyList<StateChartStatus> StateCharts => [];

    /// <inheritdoc/>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups => [];

    /// <summary>A positive answer.</summary>
    /// <param name="response">Its bytes.</param>
    /// <returns>The outcome.</returns>
    public static ServiceOutcome Positive(params byte[] response) => new(ExchangeOutcomeKind.Positive, response, Math.Min(3, response.Length), default);

    /// <summary>A negative answer (ISO 14229-1).</summary>
    /// <param name="serviceId">Service identifier of the request.</param>
    /// <param name="code">Negative response code.</param>
    /// <returns>The outcome.</returns>
    public static ServiceOutcome Negative(byte serviceId, byte code) => new(ExchangeOutcomeKind.Negative, new byte[] { 0x7F, serviceId, code }, 3, default);

    /// <summary>No answer.</summary>
    /// <returns>The outcome.</returns>
    public static ServiceOutcome Silent() => new(ExchangeOutcomeKind.NoResponse, default, 0, default);

    /// <inheritdoc/>
    public AccessDecision Authorize(DiagnosticService service, ISecurityContext? caller, bool isListing) =>
        caller?.Authorize(new DiagnosticServiceUse(name, service, isListing)) ?? AccessDecision.Allow;

    /// <inheritdoc/>
    public ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Status);

    /// <inheritdoc/>
    public ValueTask<ServiceOutcome> ExecuteAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Authorize(call.Service, call.Caller, isListing: false) is { IsAllowed: false } decision)
        {
            throw new DiagnosticException(DiagnosticFailure.AccessDenied, decision.Reason ?? $"{call.Service.ShortName} of {name} may not be used.");
        }

        // Without the caller: it is an object of the security plugin, which a test must not keep alive.
        Calls.Enqueue(call with { Caller = null });
        return ValueTask.FromResult(Answer(call, sink));
    }

    /// <inheritdoc/>
    public ValueTask<ServiceOutcome> ChangeStateAsync(StateChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        throw new DiagnosticException(DiagnosticFailure.UnknownState, $"{name} has no state chart {change.ChartSemantic}.");
    }

    /// <inheritdoc/>
    public IDisposable KeepSessionAlive() => new Nothing();

    /// <inheritdoc/>
    public void Fence(long lockEpoch)
    {
        // Nothing is written here that an older lock could spoil.
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
            // There is no session to end.
        }
    }
}
