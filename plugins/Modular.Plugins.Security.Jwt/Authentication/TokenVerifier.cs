using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Modular.Plugins.Security.Jwt.Keys;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Verifies signature, algorithm, issuer and audience of a token. Safe for concurrent use.</summary>
internal sealed class TokenVerifier
{
    private const int MaxShownKeyId = 64;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = BearerCredential.MaxLength, MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters;
    private readonly KeySet _keys;

    /// <summary>Creates a verifier.</summary>
    /// <param name="keys">Public keys of the issuer.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="audience">The audience.</param>
    public TokenVerifier(KeySet keys, string issuer, string audience)
    {
        _keys = keys;
        _parameters = new TokenValidationParameters
        {
            ValidAlgorithms = KeyAlgorithms.Accepted,
            ValidIssuer = issuer,
            ValidAudience = audience,
            RequireSignedTokens = true,
            RequireAudience = true,
            RequireExpirationTime = true,
            ValidateIssuerSigningKey = true,
            // KeySet selected them by identifier and algorithm already.
            TryAllIssuerSigningKeys = true,
            // Times are checked by TokenLifetime, against the clock of the container.
            ValidateLifetime = false,
        };
    }

    /// <summary>Verifies.</summary>
    /// <param name="token">The token.</param>
    /// <param name="header">What its header says.</param>
    /// <returns>Whether it is genuine, or why not.</returns>
    public async Task<Verification> VerifyAsync(string token, TokenHeader header)
    {
        if (!KeyAlgorithms.Accepted.Contains(header.Algorithm, StringComparer.Ordinal))
        {
            return new Verification("its algorithm is not accepted", MayBeOtherKey: false);
        }

        var parameters = _parameters.Clone();
        parameters.IssuerSigningKeys = _keys.Select(header.KeyId, header.Algorithm);
        if (!parameters.IssuerSigningKeys.Any())
        {
            return new Verification(
                header.KeyId is null
                    ? "none of its issuer's keys is meant for its algorithm"
                    : $"its key '{Show(header.KeyId)}' (kid) is none that its issuer has",
                MayBeOtherKey: true);
        }

        var result = await _handler.ValidateTokenAsync(token, parameters).ConfigureAwait(false);
        return result.IsValid ? Verification.Genuine : Explain(result.Exception, header);
    }

    // Only the kind is told: the library's texts quote the token.
    private Verification Explain(Exception? exception, TokenHeader header) => exception switch
    {
        SecurityTokenInvalidAudienceException => new("it is not meant for this server (aud)", MayBeOtherKey: false),
        SecurityTokenInvalidIssuerException => new("its issuer is not trusted here (iss)", MayBeOtherKey: false),
        SecurityTokenInvalidAlgorithmException => new("its algorithm is not accepted", MayBeOtherKey: false),
        SecurityTokenMalformedException => new("Token could not be decoded", MayBeOtherKey: false),
        _ => new("its signature does not fit any key of its issuer", MayBeOtherKey: !_keys.HasId(header.KeyId)),
    };

    // The caller chose it, so it goes into logs in parts and without control characters only.
    private static string Show(string keyId) =>
        string.Concat(keyId.Take(MaxShownKeyId).Select(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '?'));
}
