using Modular.Sdk.Security;

namespace Modular.Sdk.Diagnostics;

/// <summary>One ECU. Safe for concurrent use; requests to one ECU take turns.</summary>
public interface IEcu
{
    /// <summary>Name from the database, for example <c>FLXC1000</c>.</summary>
    string Name { get; }

    /// <summary>State, variant and addresses as known now.</summary>
    EcuStatus Status { get; }

    /// <summary>The services of the current variant, or of the base variant while none is detected.</summary>
    IServiceCatalog Services { get; }

    /// <summary>State charts (session, security) of the current variant with their current states.</summary>
    IReadOnlyList<StateChartStatus> StateCharts { get; }

    /// <summary>Special data groups of the current variant, or of its base variant.</summary>
    IReadOnlyList<SpecialDataGroup> SpecialDataGroups { get; }

    /// <summary>
    /// Decides whether a caller may use or see a service: the caller's own security context and every
    /// <see cref="IServiceAuthorizer"/>. Uses are decided by <see cref="ExecuteAsync"/> and
    /// <see cref="ChangeStateAsync"/> themselves; listings ask here.
    /// </summary>
    /// <param name="service">A service of the current catalog.</param>
    /// <param name="caller">Who; null for the server itself.</param>
    /// <param name="isListing">True when the service is only to be listed.</param>
    /// <returns>The decision, with the first denial's reason.</returns>
    AccessDecision Authorize(DiagnosticService service, ISecurityContext? caller, bool isListing);

    /// <summary>Asks the ECU which variant it is.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The status afterwards. An ECU that does not answer is a status, not an exception.</returns>
    ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken);

    /// <summary>Encodes the request of a service, sends it and decodes the answer.</summary>
    /// <param name="call">Which service, with which parameters, on whose behalf.</param>
    /// <param name="sink">
    /// Takes the named values of the answer, positive or negative. What it holds is meaningless when this method throws.
    /// </param>
    /// <param name="cancellationToken">Gives up; the link stays usable.</param>
    /// <returns>Positive, negative or silent; all of them are values.</returns>
    /// <exception cref="DiagnosticException">The request cannot be made or the answer does not fit its description.</exception>
    /// <exception cref="Transports.LinkException">The link failed.</exception>
    ValueTask<ServiceOutcome> ExecuteAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the ECU into a state of a chart by the service which the database connects with that transition: from the
    /// current state, else from the chart's start state.
    /// </summary>
    /// <param name="change">Chart, state and caller.</param>
    /// <param name="cancellationToken">Gives up; the link stays usable.</param>
    /// <returns>The outcome of the service that was sent.</returns>
    /// <exception cref="DiagnosticException">No such chart or state, or no service leads there.</exception>
    /// <exception cref="Transports.LinkException">The link failed.</exception>
    ValueTask<ServiceOutcome> ChangeStateAsync(StateChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps non-default sessions alive by sending tester present until the result is disposed. Calls nest.
    /// </summary>
    /// <returns>Ends the keeping alive when disposed.</returns>
    IDisposable KeepSessionAlive();

    /// <summary>
    /// Refuses from now on state-changing calls that name an older lock epoch, so that a client which was paused past
    /// the expiry of its lock cannot write.
    /// </summary>
    /// <param name="lockEpoch">Epoch of the newest lock; epochs only grow.</param>
    void Fence(long lockEpoch);
}
