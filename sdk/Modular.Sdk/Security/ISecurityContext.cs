namespace Modular.Sdk.Security;

/// <summary>An authenticated caller, valid for one request. Safe for concurrent use.</summary>
public interface ISecurityContext
{
    /// <summary>Who calls, stable over requests; owner of locks. Never empty.</summary>
    string Subject { get; }

    /// <summary>Claims about the caller, by name.</summary>
    IReadOnlyDictionary<string, string> Claims { get; }

    /// <summary>
    /// Decides whether the caller may use a diagnostic service. Asked at every use and when services are listed: what
    /// is denied is hidden.
    /// </summary>
    /// <param name="use">Which service, of which ECU.</param>
    /// <returns>The decision.</returns>
    AccessDecision Authorize(DiagnosticServiceUse use);
}
