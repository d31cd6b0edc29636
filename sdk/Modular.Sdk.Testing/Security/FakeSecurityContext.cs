using Modular.Sdk.Security;

namespace Modular.Sdk.Testing.Security;

/// <summary>A caller whom a test made up.</summary>
/// <param name="subject">Who calls.</param>
/// <param name="authorize">Decides on the use of diagnostic services; null allows everything.</param>
public sealed class FakeSecurityContext(string subject, Func<string, DiagnosticServiceUse, AccessDecision>? authorize = null) : ISecurityContext
{
    /// <inheritdoc/>
    public string Subject => subject;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public AccessDecision Authorize(DiagnosticServiceUse use) => authorize?.Invoke(subject, use) ?? AccessDecision.Allow;
}
