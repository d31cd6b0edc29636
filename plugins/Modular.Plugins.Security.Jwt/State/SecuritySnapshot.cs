using Modular.Plugins.Security.Jwt.Authentication;
using Modular.Plugins.Security.Jwt.Authentication.Certificates;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.Keys;
using Modular.Plugins.Security.Jwt.Rights;

namespace Modular.Plugins.Security.Jwt.State;

/// <summary>
/// Everything a decision is made from, at one moment. Immutable but for its cache, which dies with it: what was decided
/// with other keys or rules is never asked again.
/// </summary>
internal sealed class SecuritySnapshot
{
    /// <summary>Puts the parts together.</summary>
    /// <param name="options">Section <c>Jwt</c>, validated.</param>
    /// <param name="files">Keys of files; owned by the state, which never disposes of those in use.</param>
    /// <param name="remote">Keys that were fetched.</param>
    public SecuritySnapshot(JwtOptions options, KeyRing files, IReadOnlyList<VerificationKey> remote)
    {
        Options = options;
        Files = files;
        Keys = new KeySet(files.Verification.Concat(remote));
        Verifier = Keys.Count > 0 ? new TokenVerifier(Keys, options.Issuer!, options.Audience!) : null;
        Rights = new RightsRules(options);
        Certificates = new CertificateIdentities(options.Certificates);
        Clients = new Dictionary<string, SecretHash>(StringComparer.Ordinal);
        foreach (var client in options.Clients)
        {
            if (SecretHash.TryParse(client.SecretHash, out var hash))
            {
                Clients[client.Id] = hash!;
            }
        }
    }

    /// <summary>Section <c>Jwt</c>.</summary>
    public JwtOptions Options { get; }

    /// <summary>Keys of files, with the one that signs.</summary>
    public KeyRing Files { get; }

    /// <summary>Keys with which tokens are verified.</summary>
    public KeySet Keys { get; }

    /// <summary>Verifies with them; null when there are none.</summary>
    public TokenVerifier? Verifier { get; }

    /// <summary>Makes rights from claims.</summary>
    public RightsRules Rights { get; }

    /// <summary>Knows callers by their certificates.</summary>
    public CertificateIdentities Certificates { get; }

    /// <summary>Clients to which tokens are issued.</summary>
    public Dictionary<string, SecretHash> Clients { get; }

    /// <summary>Callers that were known with this snapshot.</summary>
    public CallerCache Cache { get; } = new();
}
