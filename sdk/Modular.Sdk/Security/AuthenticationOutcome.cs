namespace Modular.Sdk.Security;

/// <summary>Either a security context or the reason why there is none.</summary>
public sealed class AuthenticationOutcome
{
    private AuthenticationOutcome(ISecurityContext? context, AuthenticationFailure? failure, string? reason)
    {
        Context = context;
        Failure = failure;
        Reason = reason;
    }

    /// <summary>The caller, or null when refused.</summary>
    public ISecurityContext? Context { get; }

    /// <summary>Kind of refusal, or null when authenticated.</summary>
    public AuthenticationFailure? Failure { get; }

    /// <summary>Why the caller was refused, for the caller to read: no secrets, no internals. Null when authenticated.</summary>
    public string? Reason { get; }

    /// <summary>The caller is known.</summary>
    /// <param name="context">Who it is.</param>
    /// <returns>A positive outcome.</returns>
    public static AuthenticationOutcome Authenticated(ISecurityContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new AuthenticationOutcome(context, null, null);
    }

    /// <summary>The caller is refused.</summary>
    /// <param name="failure">Kind of refusal.</param>
    /// <param name="reason">Why, for the caller to read.</param>
    /// <returns>A negative outcome.</returns>
    public static AuthenticationOutcome Refused(AuthenticationFailure failure, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new AuthenticationOutcome(null, failure, reason);
    }
}
