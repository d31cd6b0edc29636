namespace Modular.Sdk.Security;

/// <summary>The question whether a diagnostic service may be used or seen.</summary>
/// <param name="Use">Which service of which ECU, and whether it is only to be listed.</param>
/// <param name="Caller">
/// On whose behalf. Null for what the server does on its own, such as bringing an ECU back to its start states when a
/// lock ends: deny that only on purpose.
/// </param>
public readonly record struct ServiceAuthorizationRequest(DiagnosticServiceUse Use, ISecurityContext? Caller);
