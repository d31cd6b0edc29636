using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>A caller whose proof was verified, with what has to be checked again at every request.</summary>
/// <param name="Outcome">The caller.</param>
/// <param name="Lifetime">When the token is valid; null for a certificate, which the host checks at each connection.</param>
/// <param name="BoundTo">Hash of the certificate the token is bound to, or null.</param>
internal sealed record KnownCaller(AuthenticationOutcome Outcome, TokenLifetime? Lifetime, Sha256Value? BoundTo);
