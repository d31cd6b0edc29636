using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Slots;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Safety;

/// <summary>
/// Decides what may be sent at present: the host's word, the emergency stop, then every safety policy. What changes state
/// and cannot be decided is refused.
/// </summary>
/// <param name="policies">The safety policies.</param>
/// <param name="stop">The emergency stop.</param>
/// <param name="host">The host's word; null where the host gives none.</param>
/// <param name="options">The time a policy has.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures of policies.</param>
internal sealed partial class SafetyGate(
    ICapability<ISafetyPolicy> policies,
    EmergencyStopState stop,
    IHostSafety? host,
    TesterOptions options,
    TimeProvider time,
    ILogger<SafetyGate> logger)
{
    /// <summary>Whether an emergency stop is in force.</summary>
    public bool IsStopped => stop.Current is not null;

    /// <summary>Refuses what changes state while nothing may change state.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="effect">What the request does.</param>
    /// <exception cref="DiagnosticException">It is refused.</exception>
    public void ThrowIfForbidden(string ecu, ServiceEffect effect)
    {
        if (effect != ServiceEffect.Changes)
        {
            return;
        }

        if (stop.Current is { } current)
        {
            throw new DiagnosticException(
                DiagnosticFailure.SafetyDenied, $"An emergency stop is in force, so nothing may change the state of {ecu}: {current.Reason}.");
        }

        if (host is { IsSafeState: true })
        {
            throw new DiagnosticException(
                DiagnosticFailure.SafetyUnavailable, $"Nothing may change the state of {ecu} while {host.Reason ?? "a required safety plugin does not run"}.");
        }
    }

    /// <summary>The exception for an exchange that an emergency stop aborted.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    public DiagnosticException Aborted(string ecu) => new(
        DiagnosticFailure.SafetyDenied,
        $"The exchange with {ecu} was aborted by an emergency stop{(stop.Current is { } current ? $": {current.Reason}" : string.Empty)}.");

    /// <summary>Asks whether a service may be sent now.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="service">The service.</param>
    /// <param name="request">Its encoded request.</param>
    /// <param name="caller">On whose behalf; null for the server itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when it may be sent.</returns>
    /// <exception cref="DiagnosticException">It may not.</exception>
    public ValueTask CheckAsync(
        string ecu, DiagnosticService service, ReadOnlyMemory<byte> request, ISecurityContext? caller, CancellationToken cancellationToken)
    {
        var effect = ServiceEffects.Of(service, request.Span);
        ThrowIfForbidden(ecu, effect);
        var leases = policies.AcquireAll();
        return leases.Count == 0 ? default : AskAsync(leases, new SafetyRequest(ecu, service, effect, request, caller), cancellationToken);
    }

    private async ValueTask AskAsync(
        IReadOnlyList<CapabilityLease<ISafetyPolicy>> leases, SafetyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var lease in leases)
            {
                var decision = await AskAsync(lease, request, cancellationToken).ConfigureAwait(false);
                if (!decision.IsAllowed)
                {
                    throw new DiagnosticException(
                        DiagnosticFailure.SafetyDenied, decision.Reason ?? $"{request.Service.ShortName} of {request.Ecu} is not safe at present.");
                }
            }
        }
        finally
        {
            foreach (var lease in leases)
            {
                lease.Dispose();
            }
        }
    }

    private async ValueTask<AccessDecision> AskAsync(
        CapabilityLease<ISafetyPolicy> lease, SafetyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Bounded.CallAsync(
                token => lease.Value.EvaluateAsync(request, token), options.Communication.SafetyBudget, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var isAllowed = request.Effect != ServiceEffect.Changes;
            LogFailed(
                lease.Provider.Id, request.Service.ShortName, request.Ecu, isAllowed ? "allowed" : "denied", $"{exception.GetType().Name}: {exception.Message}");
            return isAllowed
                ? AccessDecision.Allow
                : AccessDecision.Deny($"{lease.Provider.Id} could not tell whether {request.Service.ShortName} of {request.Ecu} is safe.");
        }
    }

    [LoggerMessage(6054, LogLevel.Error, "{Plugin} could not tell whether {Service} of {Ecu} is safe, so it is {Decision}: {Reason}")]
    private partial void LogFailed(string plugin, string service, string ecu, string decision, string reason);
}
