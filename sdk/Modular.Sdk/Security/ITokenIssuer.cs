namespace Modular.Sdk.Security;

/// <summary>
/// Capability: issues tokens that the <see cref="IAuthenticator"/> of the same plugin accepts. Behind the token
/// endpoint and <c>modular token</c>.
/// </summary>
public interface ITokenIssuer
{
    /// <summary>Issues a token, or refuses.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="cancellationToken">The request was aborted.</param>
    /// <returns>The token, or the reason of a refusal.</returns>
    ValueTask<TokenOutcome> IssueAsync(TokenRequest request, CancellationToken cancellationToken);
}
