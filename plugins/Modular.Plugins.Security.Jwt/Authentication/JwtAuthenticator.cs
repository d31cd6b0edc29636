using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Keys;
using Modular.Plugins.Security.Jwt.Rights;
using Modular.Sdk.Hosting;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Decides by a bearer token who calls.</summary>
internal sealed partial class JwtAuthenticator : IAuthenticator
{
    private const int MaxSubjectLength = 256;

    private readonly TokenVerifier? _verifier;
    private readonly bool _acceptUnverified;
    private readonly TimeSpan _clockSkew;
    private readonly RightsSource _rights;
    private readonly TimeProvider _time;
    private readonly ILogger<JwtAuthenticator> _logger;

    /// <summary>Creates the authenticator.</summary>
    /// <param name="options">Section <c>Jwt</c>.</param>
    /// <param name="keys">The keys of the configuration.</param>
    /// <param name="host">Tells whether the operator started an insecure development server.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes refusals, without tokens.</param>
    public JwtAuthenticator(
        IOptions<JwtOptions> options, KeyRing keys, IHostFacts host, TimeProvider time, ILogger<JwtAuthenticator> logger)
    {
        var settings = options.Value;
        _acceptUnverified = host.InsecureDevelopment;
        _clockSkew = TimeSpan.FromSeconds(settings.ClockSkewSeconds);
        _rights = settings.Rights;
        _time = time;
        _logger = logger;
        if (_acceptUnverified)
        {
            Log.Unverified(logger);
        }
        else if (keys.Verification.Count == 0)
        {
            Log.NoKeys(logger, SecurityStatus.NoKeys);
        }
        else
        {
            _verifier = new TokenVerifier(keys.Verification, settings.Issuer!, settings.Audience!);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AuthenticationOutcome> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_acceptUnverified && _verifier is null)
        {
            return AuthenticationOutcome.Refused(AuthenticationFailure.Misconfigured, SecurityStatus.NoKeys);
        }

        if (BearerCredential.Find(request, out var token) is { } missing)
        {
            return missing;
        }

        if (!TokenPayload.TryRead(token, out var header, out var claims))
        {
            return Refuse(request, "Token could not be decoded");
        }

        // RFC 7515, 4.1.11: what a critical extension means is not known here.
        if (header.TryGetProperty("crit"u8, out _))
        {
            return Refuse(request, "its header names critical extensions");
        }

        var refusal = _verifier is null ? null : await _verifier.VerifyAsync(token).ConfigureAwait(false);
        refusal ??= TokenLifetime.Check(claims, _time.GetUtcNow(), _clockSkew);
        if (refusal is not null)
        {
            return Refuse(request, refusal);
        }

        return TryReadSubject(claims, out var subject)
            ? AuthenticationOutcome.Authenticated(new TokenCaller(subject, claims, CallerRights.Read(_rights, claims)))
            : Refuse(request, "it has no usable subject (sub)");
    }

    private static bool TryReadSubject(JsonElement claims, out string subject)
    {
        subject = claims.TryGetProperty("sub"u8, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : string.Empty;
        return !string.IsNullOrWhiteSpace(subject) && subject.Length <= MaxSubjectLength && !subject.Any(char.IsControl);
    }

    private AuthenticationOutcome Refuse(AuthenticationRequest request, string reason)
    {
        Log.Refused(_logger, request.RemoteAddress, reason);
        return AuthenticationOutcome.Refused(AuthenticationFailure.InvalidCredential, $"Invalid token: {reason}");
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Warning, "INSECURE DEVELOPMENT MODE: tokens are not verified, anyone who reaches this server may do anything to the vehicle")]
        public static partial void Unverified(ILogger logger);

        [LoggerMessage(5002, LogLevel.Error, "Every token is refused: {Reason}")]
        public static partial void NoKeys(ILogger logger, string reason);

        [LoggerMessage(5003, LogLevel.Information, "Refused a token from {Peer}: {Reason}")]
        public static partial void Refused(ILogger logger, string? peer, string reason);
    }
}
