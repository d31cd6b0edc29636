using System.Text.Json;
using Modular.Plugins.Security.Jwt.Rights;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>A caller known by its token or certificate. Serves many requests; safe for concurrent use.</summary>
internal sealed class TokenCaller : ISecurityContext, IResourceRights
{
    private readonly JsonElement _claims;
    private readonly CallerRights _rights;
    private Dictionary<string, string>? _texts;

    /// <summary>Creates the caller.</summary>
    /// <param name="subject">Who it is.</param>
    /// <param name="claims">All claims.</param>
    /// <param name="rights">What the caller may use.</param>
    public TokenCaller(string subject, JsonElement claims, CallerRights rights)
    {
        Subject = subject;
        _claims = claims;
        _rights = rights;
    }

    /// <inheritdoc/>
    public string Subject { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Claims => _texts ??= ReadClaims(_claims);

    /// <inheritdoc/>
    public AccessDecision Authorize(DiagnosticServiceUse use) => _rights.Decide(in use);

    /// <inheritdoc/>
    public AccessDecision Authorize(in ResourceUse use) => _rights.Decide(in use);

    private static Dictionary<string, string> ReadClaims(JsonElement claims)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var claim in claims.EnumerateObject())
        {
            texts[claim.Name] = claim.Value.ValueKind == JsonValueKind.String ? claim.Value.GetString()! : claim.Value.GetRawText();
        }

        return texts;
    }
}
