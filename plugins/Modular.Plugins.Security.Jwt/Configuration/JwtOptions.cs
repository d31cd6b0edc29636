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

    /// <summary>URL of such a set, https or of this machine, or null.</summary>
    public string? JwksUrl { get; set; }

    /// <summary>URL of an OpenID provider whose discovery document names the key set, or null. Not together with <see cref="JwksUrl"/>.</summary>
    public string? Authority { get; set; }

    /// <summary>After how long fetched keys are fetched again, in seconds. Default one hour.</summary>
    [Range(30, 24 * 3600)]
    public int JwksRefreshSeconds { get; set; } = 3600;

    /// <summary>Longest a fetch may take, in seconds. Default 10.</summary>
    [Range(1, 60)]
    public int JwksTimeoutSeconds { get; set; } = 10;

    /// <summary>How often a token with an unknown key may cause a fetch, in seconds. Default once in 30.</summary>
    [Range(5, 3600)]
    public int JwksUnknownKeySeconds { get; set; } = 30;

    /// <summary>How often key files are looked at for changes, in seconds. Default 5.</summary>
    [Range(1, 3600)]
    public int ReloadSeconds { get; set; } = 5;

    /// <summary>How far the issuer's clock may differ, in seconds. Default 30.</summary>
    [Range(0, 300)]
    public int ClockSkewSeconds { get; set; } = 30;

    /// <summary>Whether only tokens are accepted which are bound to the client's certificate (RFC 8705).</summary>
    public bool RequireBoundTokens { get; set; }

    /// <summary>PEM file with the private key that signs tokens issued here, or null to issue none.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>How long tokens issued here are valid, in seconds. Default one hour.</summary>
    [Range(60, 7 * 24 * 3600)]
    public int TokenLifetimeSeconds { get; set; } = 3600;

    /// <summary>Clients to which tokens are issued.</summary>
    [ValidateEnumeratedItems]
    public List<JwtClientOptions> Clients { get; set; } = [];

    /// <summary>Callers known by their client certificates.</summary>
    public List<CertificateOptions> Certificates { get; set; } = [];

    /// <summary>Where a caller's rights come from. Default: <see cref="Grants"/> when there are any, else a known caller has them all.</summary>
    public RightsSource? Rights { get; set; }

    /// <summary>Which claims give which rights; what none covers is denied.</summary>
    [ValidateEnumeratedItems]
    public List<GrantOptions> Grants { get; set; } = [];

    /// <summary>Where a caller's rights come from, with the default resolved.</summary>
    internal RightsSource EffectiveRights => Rights ?? (Grants.Count > 0 ? RightsSource.Grants : RightsSource.Full);

    /// <summary>What is asked for keys, or null when nothing is.</summary>
    internal string? RemoteAddress => !string.IsNullOrEmpty(JwksUrl) ? JwksUrl : string.IsNullOrEmpty(Authority) ? null : Authority;

    /// <summary>Whether any key is configured with which a token could be verified.</summary>
    internal bool HasKeys =>
        PublicKeyFiles.Length > 0 || !string.IsNullOrEmpty(JwksFile) || !string.IsNullOrEmpty(SigningKeyFile) || RemoteAddress is not null;

    /// <summary>Whether keys fetched with other options may be used with these.</summary>
    /// <param name="other">The other options.</param>
    /// <returns>True when they are fetched alike from the same place.</returns>
    internal bool HasSameRemote(JwtOptions other) =>
        (RemoteAddress, JwksUrl, Issuer, JwksRefreshSeconds, JwksTimeoutSeconds, JwksUnknownKeySeconds)
        == (other.RemoteAddress, other.JwksUrl, other.Issuer, other.JwksRefreshSeconds, other.JwksTimeoutSeconds, other.JwksUnknownKeySeconds);
}
