using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Slots;

/// <summary>Asks the caller's security context and every authorizer; one denial denies, and so does one that fails.</summary>
/// <param name="authorizers">Plugins that decide besides the caller's own context.</param>
/// <param name="logger">Takes failures.</param>
internal sealed partial class ServiceAuthorization(ICapability<IServiceAuthorizer> authorizers, ILogger<ServiceAuthorization> logger)
{
    /// <summary>Decides.</summary>
    /// <param name="use">Which service of which ECU.</param>
    /// <param name="caller">On whose behalf; null for the server itself.</param>
    /// <returns>The first denial, or that it is allowed.</returns>
    public AccessDecision Decide(DiagnosticServiceUse use, ISecurityContext? caller)
    {
        var decision = caller?.Authorize(use) ?? AccessDecision.Allow;
        var leases = authorizers.AcquireAll();
        for (var i = 0; i < leases.Count; i++)
        {
            // Every lease is given back, also behind a denial.
            using var lease = leases[i];
            if (decision.IsAllowed)
            {
                decision = Ask(lease, new ServiceAuthorizationRequest(use, caller));
            }
        }

        return decision;
    }

    /// <summary>Refuses a use that is denied.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="service">The service to be sent.</param>
    /// <param name="caller">On whose behalf; null for the server itself.</param>
    /// <exception cref="DiagnosticException">It is denied.</exception>
    public void ThrowIfDenied(string ecu, DiagnosticService service, ISecurityContext? caller)
    {
        if (Decide(new DiagnosticServiceUse(ecu, service, IsListing: false), caller) is { IsAllowed: false } decision)
        {
            throw new DiagnosticException(DiagnosticFailure.AccessDenied, decision.Reason ?? $"{service.ShortName} of {ecu} may not be used.");
        }
    }

    private AccessDecision Ask(CapabilityLease<IServiceAuthorizer> lease, ServiceAuthorizationRequest request)
    {
        try
        {
            return lease.Value.Authorize(request);
        }
        catch (Exception exception)
        {
            // Fails closed: what cannot be decided is not allowed.
            LogFailed(lease.Provider.Id, request.Use.Service.ShortName, request.Use.Ecu, $"{exception.GetType().Name}: {exception.Message}");
            return AccessDecision.Deny($"{lease.Provider.Id} failed to decide on {request.Use.Service.ShortName} of {request.Use.Ecu}.");
        }
    }

    [LoggerMessage(6050, LogLevel.Error, "{Plugin} failed to decide on {Service} of {Ecu}, which is denied: {Reason}")]
    private partial void LogFailed(string plugin, string service, string ecu, string reason);
}
