namespace Modular.Sdk.Security;

/// <summary>A request for a token.</summary>
/// <param name="ClientId">Who asks; becomes the subject of the token.</param>
/// <param name="ClientSecret">The client's secret. Null only for <c>modular token</c>, run by the operator on the same machine.</param>
public sealed record TokenRequest(string ClientId, string? ClientSecret)
{
    /// <summary>Keeps the secret out of logs and exception texts.</summary>
    public override string ToString() => $"{nameof(TokenRequest)} {{ ClientId = {ClientId} }}";
}
