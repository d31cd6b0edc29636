using Microsoft.Extensions.Logging;
using Modular.Samples.OemSecurity.Tokens;
using Modular.Sdk.Security;

namespace Modular.Samples.OemSecurity;

/// <summary>Decides by the manufacturer's token who calls.</summary>
internal sealed partial class OemAuthenticator(OemTokenVerifier verifier, ILogger<OemAuthenticator> logger) : IAuthenticator
{
    private const string Scheme = "Acme ";

    /// <inheritdoc/>
    public ValueTask<AuthenticationOutcome> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Headers.TryGetValue("Authorization", out var header) || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new(AuthenticationOutcome.Refused(AuthenticationFailure.MissingCredential, "Send a token in the header 'Authorization: Acme'."));
        }

        var reason = verifier.Verify(header[Scheme.Length..].Trim(), out var token);
        if (reason is not null)
        {
            // The reason, never the token: whoever reads the log could use it.
            LogRefused(request.RemoteAddress, reason);
            return new(AuthenticationOutcome.Refused(AuthenticationFailure.InvalidCredential, $"Invalid token: {reason}."));
        }

        return new(AuthenticationOutcome.Authenticated(new OemCaller(token!)));
    }

    [LoggerMessage(1, LogLevel.Information, "Refused a token from {Peer}: {Reason}")]
    private partial void LogRefused(string? peer, string reason);
}
