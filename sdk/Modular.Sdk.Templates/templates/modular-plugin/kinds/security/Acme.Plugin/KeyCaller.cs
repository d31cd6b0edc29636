using Modular.Sdk.Security;

namespace Acme.Plugin;

/// <summary>A caller who showed a known key.</summary>
internal sealed class KeyCaller(string subject) : ISecurityContext
{
    /// <inheritdoc/>
    public string Subject => subject;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Claims { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public AccessDecision Authorize(DiagnosticServiceUse use) => AccessDecision.Allow;
}
