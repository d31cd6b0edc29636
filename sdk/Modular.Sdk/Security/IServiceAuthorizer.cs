namespace Modular.Sdk.Security;

/// <summary>
/// Capability: decides on diagnostic services besides the caller's own <see cref="ISecurityContext"/>, for example by
/// the vehicle's market or by the workshop's contract. All providers are asked and one denial denies.
/// </summary>
/// <remarks>
/// Asked by the diagnostic tester at every use and for every service of a listing, so it answers from memory: no I/O, no
/// waiting. Safe for concurrent use. An exception denies.
/// </remarks>
public interface IServiceAuthorizer
{
    /// <summary>Decides whether a service may be used or seen.</summary>
    /// <param name="request">Which service, and on whose behalf.</param>
    /// <returns>The decision; the reason of a denial goes to the client.</returns>
    AccessDecision Authorize(ServiceAuthorizationRequest request);
}
