using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Security.Jwt.Authentication.Certificates;
using Modular.Plugins.Security.Jwt.State;
using Modular.Sdk.Hosting;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Decides by a bearer token, or by the client certificate where the request brings no token, who calls.</summary>
internal sealed partial class JwtAuthenticator : IAuthenticator
{
    private const int MaxSubjectLength = 256;

    private readonly SecurityState _state;
    private readonly bool _acceptUnverified;
    private readonly TimeProvider _time;
    private readonly ILogger<JwtAuthenticator> _logger;

    /// <summary>Creates the authenticator.</summary>
    /// <param name="state">Keys and rules.</param>
    /// <param name="host">Tells whether the operator started an insecure development server.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes refusals, without tokens.</param>
    public JwtAuthenticator(SecurityState state, IHostFacts host, TimeProvider time, ILogger<JwtAuthenticator> logger)
    {
        _state = state;
        _acceptUnverified = host.InsecureDevelopment;
        _time = time;
        _logger = logger;
        if (_acceptUnverified)
        {
            Log.Unverified(logger);
        }
        else if (!state.Current.Options.HasKeys && state.Current.Certificates.IsEmpty)
        {
            Log.NoKeys(logger, SecurityStatus.NoKeys);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AuthenticationOutcome> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var snapshot = _state.Current;
        if (!snapshot.Certificates.IsEmpty && request.ClientCertificate is { } certificate && !BearerCredential.IsPresent(request))
        {
            return new(AuthenticateCertificate(request, certificate, snapshot));
        }

        if (!_acceptUnverified && !snapshot.Options.HasKeys && snapshot.Certificates.IsEmpty)
        {
            return new(AuthenticationOutcome.Refused(AuthenticationFailure.Misconfigured, SecurityStatus.NoKeys));
        }

        if (BearerCredential.Find(request, out var token) is { } missing)
        {
            return new(missing);
        }

        var proof = Sha256Value.OfAscii(token);
        return snapshot.Cache.Find(in proof) is { } known
            ? new(Recheck(request, known, snapshot))
            : AuthenticateTokenAsync(request, token, proof, snapshot, cancellationToken);
    }

    private static bool TryReadSubject(JsonElement claims, out string subject)
    {
        subject = claims.TryGetProperty("sub"u8, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : string.Empty;
        return !string.IsNullOrWhiteSpace(subject) && subject.Length <= MaxSubjectLength && !subject.Any(char.IsControl);
    }

    private async ValueTask<AuthenticationOutcome> AuthenticateTokenAsync(
        AuthenticationRequest request, string token, Sha256Value proof, SecuritySnapshot snapshot, CancellationToken cancellationToken)
    {
        if (!TokenPayload.TryRead(token, out var headerJson, out var claims))
        {
            return Refuse(request, "Token could not be decoded");
        }

        if (TokenHeader.Read(headerJson, out var header) is { } unusable)
        {
            return Refuse(request, unusable);
        }

        if (!_acceptUnverified)
        {
            (var verification, snapshot) = await VerifyAsync(token, header, snapshot, cancellationToken).ConfigureAwait(false);
            if (snapshot.Verifier is null)
            {
                return AuthenticationOutcome.Refused(
                    AuthenticationFailure.Misconfigured, snapshot.Options.HasKeys ? SecurityStatus.NoKeysYet : SecurityStatus.NoKeys);
            }

            if (verification.Refusal is { } forged)
            {
                return Refuse(request, forged);
            }
        }

        if (TokenLifetime.Read(claims, out var lifetime) is { } timeless)
        {
            return Refuse(request, timeless);
        }

        if (CertificateBinding.Read(claims, snapshot.Options.RequireBoundTokens && !_acceptUnverified, out var boundTo) is { } unbound)
        {
            return Refuse(request, unbound);
        }

        if (!TryReadSubject(claims, out var subject))
        {
            return Refuse(request, "it has no usable subject (sub)");
        }

        var caller = new TokenCaller(subject, claims, snapshot.Rights.Read(claims));
        var known = new KnownCaller(AuthenticationOutcome.Authenticated(caller), lifetime, boundTo);
        var outcome = Recheck(request, known, snapshot);
        if (outcome.Context is not null)
        {
            snapshot.Cache.Add(in proof, known);
        }

        return outcome;
    }

    private async ValueTask<(Verification Verification, SecuritySnapshot Snapshot)> VerifyAsync(
        string token, TokenHeader header, SecuritySnapshot snapshot, CancellationToken cancellationToken)
    {
        var verification = snapshot.Verifier is { } verifier
            ? await verifier.VerifyAsync(token, header).ConfigureAwait(false)
            : new Verification(SecurityStatus.NoKeysYet, MayBeOtherKey: true);
        if (!verification.MayBeOtherKey)
        {
            return (verification, snapshot);
        }

        // The issuer may have changed its keys since they were fetched.
        var fresh = await _state.RefreshKeysAsync(cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(fresh, snapshot) || fresh.Verifier is null
            ? (verification, fresh)
            : (await fresh.Verifier.VerifyAsync(token, header).ConfigureAwait(false), fresh);
    }

    private AuthenticationOutcome Recheck(AuthenticationRequest request, KnownCaller known, SecuritySnapshot snapshot)
    {
        var refusal = known.Lifetime?.Check(_time.GetUtcNow(), snapshot.Options.ClockSkewSeconds)
            ?? (known.BoundTo is { } boundTo ? CertificateBinding.Check(boundTo, request.ClientCertificate) : null);
        return refusal is null ? known.Outcome : Refuse(request, refusal);
    }

    private AuthenticationOutcome AuthenticateCertificate(AuthenticationRequest request, X509Certificate2 certificate, SecuritySnapshot snapshot)
    {
        var proof = Sha256Value.Of(certificate);
        if (snapshot.Cache.Find(in proof) is { } known)
        {
            return known.Outcome;
        }

        if (!snapshot.Certificates.TryFind(certificate, out var subject, out var claims))
        {
            Log.RefusedCertificate(_logger, request.RemoteAddress, certificate.SerialNumber);
            return AuthenticationOutcome.Refused(
                AuthenticationFailure.InvalidCredential, "Your client certificate is none that this server knows; ask its operator, or send a token.");
        }

        var outcome = AuthenticationOutcome.Authenticated(new TokenCaller(subject, claims, snapshot.Rights.Read(claims)));
        snapshot.Cache.Add(in proof, new KnownCaller(outcome, null, null));
        return outcome;
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

        [LoggerMessage(5004, LogLevel.Information, "Refused a client certificate from {Peer}, serial number {Serial}: no entry of Jwt:Certificates fits it")]
        public static partial void RefusedCertificate(ILogger logger, string? peer, string serial);
    }
}
