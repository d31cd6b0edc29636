using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Access;

/// <summary>An ECU as one caller may use it within one request.</summary>
internal sealed class GuardedEcu
{
    private readonly IEcu _ecu;
    private readonly ISecurityContext? _caller;
    private readonly bool _mayChange;

    /// <summary>Creates the view. Only the gate does.</summary>
    /// <param name="ecu">The ECU.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="lockEpoch">Epoch of the caller's lock, or null.</param>
    /// <param name="mayChange">Whether the route may change the ECU's state.</param>
    internal GuardedEcu(IEcu ecu, ISecurityContext? caller, long? lockEpoch, bool mayChange)
    {
        _ecu = ecu;
        _caller = caller;
        _mayChange = mayChange;
        LockEpoch = lockEpoch;
    }

    /// <inheritdoc cref="IEcu.Name"/>
    public string Name => _ecu.Name;

    /// <inheritdoc cref="IEcu.Status"/>
    public EcuStatus Status => _ecu.Status;

    /// <inheritdoc cref="IEcu.Services"/>
    public IServiceCatalog Services => _ecu.Services;

    /// <inheritdoc cref="IEcu.StateCharts"/>
    public IReadOnlyList<StateChartStatus> StateCharts => _ecu.StateCharts;

    /// <inheritdoc cref="IEcu.SpecialDataGroups"/>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups => _ecu.SpecialDataGroups;

    /// <summary>Epoch of the caller's lock, or null when none is held or asked for.</summary>
    public long? LockEpoch { get; }

    /// <summary>Whether the caller may see a service.</summary>
    /// <param name="service">The service.</param>
    /// <returns>False when the service must be hidden.</returns>
    public bool IsVisible(DiagnosticService service) => _caller is not null && _ecu.Authorize(service, _caller, isListing: true).IsAllowed;

    /// <inheritdoc cref="IEcu.DetectVariantAsync"/>
    public ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken) => _ecu.DetectVariantAsync(cancellationToken);

    /// <summary>Uses a service on behalf of the caller.</summary>
    /// <param name="service">The service.</param>
    /// <param name="input">What goes into the request.</param>
    /// <param name="sink">Takes the named values; null to get the raw answer only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="DiagnosticException">The caller may not use the service, or it cannot be used.</exception>
    public ValueTask<ServiceOutcome> ExecuteAsync(
        DiagnosticService service, ServiceInput input, IParameterSink? sink, CancellationToken cancellationToken)
    {
        ThrowIfAnonymous();
        var call = new ServiceCall
        {
            Service = service,
            Parameters = input.Parameters,
            RawParameters = input.Raw,
            Caller = _caller,
            LockEpoch = LockEpoch,
            Decode = sink is not null,
        };
        return _ecu.ExecuteAsync(call, sink ?? NullParameterSink.Instance, cancellationToken);
    }

    /// <summary>Moves the ECU into a state on behalf of the caller.</summary>
    /// <param name="chartSemantic">Semantic of the chart.</param>
    /// <param name="state">Name of the state.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="InvalidOperationException">The route reads only.</exception>
    public ValueTask<ServiceOutcome> ChangeStateAsync(string chartSemantic, string state, CancellationToken cancellationToken)
    {
        if (!_mayChange)
        {
            throw new InvalidOperationException("A route that only reads must not change the ECU's state.");
        }

        ThrowIfAnonymous();
        var change = new StateChange { ChartSemantic = chartSemantic, State = state, Caller = _caller, LockEpoch = LockEpoch };
        return _ecu.ChangeStateAsync(change, cancellationToken);
    }

    // The tester decides on callers; to it no caller is the server itself, which a request never is.
    private void ThrowIfAnonymous()
    {
        if (_caller is null)
        {
            throw new DiagnosticException(DiagnosticFailure.AccessDenied, "Anonymous callers may not use diagnostic services.");
        }
    }
}
