namespace Modular.Plugins.Security.Jwt;

/// <summary>What this plugin tells callers, logs and health in the same words.</summary>
internal static class SecurityStatus
{
    /// <summary>No key is configured, so no token can be verified.</summary>
    public const string NoKeys =
        "No key is configured to verify tokens. Set Jwt:PublicKeyFiles, Jwt:JwksFile, Jwt:JwksUrl, Jwt:Authority or Jwt:SigningKeyFile, with Jwt:Issuer and Jwt:Audience.";

    /// <summary>The issuer could not be asked for its keys.</summary>
    public const string NoKeysYet = "The keys of the issuer could not be fetched yet, so no token can be verified.";

    /// <summary>Tokens are not verified.</summary>
    public const string Development = "insecure development mode: tokens are not verified, any credentials get one";
}
