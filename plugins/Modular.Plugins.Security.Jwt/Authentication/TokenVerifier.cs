using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Modular.Plugins.Security.Jwt.Keys;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Verifies signature, algorithm, issuer and audience of a token. Safe for concurrent use.</summary>
internal sealed class TokenVerifier
{
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = BearerCredential.MaxLength, MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters;

    /// <summary>Creates a verifier.</summary>
    /// <param name="keys">Public keys of the issuer.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="audience">The audience.</param>
    public TokenVerifier(IReadOnlyList<SecurityKey> keys, string issuer, string audience)
    {
        _parameters = new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidAlgorithms = KeyAlgorithms.Accepted,
            ValidIssuer = issuer,
            ValidAudience = audience,
            RequireSignedTokens = true,
            RequireAudience = true,
            RequireExpirationTime = true,
            ValidateIssuerSigningKey = true,
            // Times are checked by TokenLifetime, against the clock of the container.
            ValidateLifetime = false,
        };
    }

    /// <summary>Verifies.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Null when it is genuine, else why not.</returns>
    public async Task<string?> VerifyAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters).ConfigureAwait(false);
        return result.IsValid ? null : Explain(result.Exception);
    }

    // Only the kind is told: the library's texts quote the token.
    private static string Explain(Exception? exception) => exception switch
    {
        SecurityTokenInvalidAudienceException => "it is not meant for this server (aud)",
        SecurityTokenInvalidIssuerException => "its issuer is not trusted here (iss)",
        SecurityTokenInvalidAlgorithmException => "its algorithm is not accepted",
        SecurityTokenMalformedException => "Token could not be decoded",
        _ => "its signature does not fit any key of its issuer",
    };
}
