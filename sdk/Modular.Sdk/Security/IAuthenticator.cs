namespace Modular.Sdk.Security;

/// <summary>
/// Capability: decides once per request who calls. The host asks it before an endpoint that needs a caller runs, and
/// fails closed when no plugin provides it. Safe for concurrent use.
/// </summary>
public interface IAuthenticator
{
    /// <summary>Decides who calls.</summary>
    /// <param name="request">What is known of the caller.</param>
    /// <param name="cancellationToken">The request was aborted.</param>
    /// <returns>A security context, or a reasoned refusal.</returns>
    ValueTask<AuthenticationOutcome> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken);
}
