using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Modular.Plugins.Security.Jwt.Rights;

namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>Section <c>Jwt</c> of the configuration. Paths of files are relative to the working directory.</summary>
internal sealed class JwtOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Jwt";

    /// <summary>The one issuer whose tokens are accepted (claim <c>iss</c>). Needed as soon as a key is configured.</summary>
    public string? Issuer { get; set; }

    /// <summary>The audience tokens must name (claim <c>aud</c>). Needed as soon as a key is configured.</summary>
    public string? Audience { get; set; }

    /// <summary>PEM files with public keys or certificates of the issuer; RSA from 2048 bits, or EC P-256, P-384, P-521.</summary>
    public string[] PublicKeyFiles { get; set; } = [];

    /// <summary>A JSON Web Key Set (RFC 7517) with public keys of the issuer, or null.</summary>
    public string? JwksFile { get; set; }

    /// <summary>How far the issuer's clock may differ, in seconds. Default 30.</summary>
    [Range(0, 300)]
    public int ClockSkewSeconds { get; set; } = 30;

    /// <summary>PEM file with the private key that signs tokens issued here, or null to issue none.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>How long tokens issued here are valid, in seconds. Default one hour.</summary>
    [Range(60, 7 * 24 * 3600)]
    public int TokenLifetimeSeconds { get; set; } = 3600;

    /// <summary>Clients to which tokens are issued.</summary>
    [ValidateEnumeratedItems]
    public List<JwtClientOptions> Clients { get; set; } = [];

    /// <summary>Where a caller's rights come from. Default: a valid token has them all.</summary>
    public RightsSource Rights { get; set; } = RightsSource.Full;

    /// <summary>Whether any key is configured with which a token could be verified.</summary>
    internal bool HasKeys => PublicKeyFiles.Length > 0 || !string.IsNullOrEmpty(JwksFile) || !string.IsNullOrEmpty(SigningKeyFile);
}
