using Modular.Sdk.Security;

namespace Modular.Sdk.Testing.Security;

/// <summary>
/// Knows every caller by the name after <c>Authorization: Bearer</c>, and callers without one by a name of the test's
/// choice. For tests of plugins with endpoints; no cryptography.
/// </summary>
public sealed class FakeAuthenticator : IAuthenticator
{
    private const string Scheme = "Bearer ";

    /// <summary>Subject of callers who say nothing; null refuses them. Default <c>tester</c>.</summary>
    public string? DefaultSubject { get; set; } = "tester";

    /// <summary>Decides on the use of diagnostic services, by subject. Default: everything is allowed.</summary>
    public Func<string, DiagnosticServiceUse, AccessDecision> Authorize { get; set; } = static (_, _) => AccessDecision.Allow;

    /// <inheritdoc/>
    public ValueTask<AuthenticationOutcome> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var subject = request.Headers.TryGetValue("Authorization", out var header) && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : DefaultSubject;
        return ValueTask.FromResult(string.IsNullOrEmpty(subject)
            ? AuthenticationOutcome.Refused(AuthenticationFailure.MissingCredential, "Send a name: Authorization: Bearer NAME.")
            : AuthenticationOutcome.Authenticated(new FakeSecurityContext(subject, Authorize)));
    }
}
