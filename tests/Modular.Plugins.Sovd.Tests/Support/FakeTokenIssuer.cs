using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeTokenIssuer : ITokenIssuer
{
    public List<TokenRequest> Requests { get; } = [];

    public ValueTask<TokenOutcome> IssueAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return ValueTask.FromResult(request.ClientSecret == "right"
            ? new TokenOutcome { AccessToken = "the-token", ExpiresInSeconds = 3600 }
            : new TokenOutcome { Refusal = "Unknown client or wrong secret." });
    }
}
