using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The token endpoint, in front of the security plugin's issuer.</summary>
internal sealed class AuthorizeEndpoints : IRouteSource
{
    // A token request is two short texts; anonymous callers get no more memory than that.
    private const int MaxBodyBytes = 16 * 1024;

    private readonly ICapability<ITokenIssuer> _issuer;
    private readonly JsonBodyPool _bodies;

    /// <summary>Creates the endpoint.</summary>
    /// <param name="issuer">The security plugin's issuer.</param>
    /// <param name="bodies">Lends bodies.</param>
    public AuthorizeEndpoints(ICapability<ITokenIssuer> issuer, JsonBodyPool bodies)
    {
        _issuer = issuer;
        _bodies = bodies;
        Routes = [SovdRoute.Token(ReferencePaths.Root + "/authorize", PostAsync)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    private async ValueTask<Reply> PostAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        TokenRequest tokenRequest;
        using (var document = await RequestBodyReader.ReadObjectAsync(request.Http, MaxBodyBytes, cancellationToken).ConfigureAwait(false))
        {
            // A secret is never null from here: null is the operator's own privilege.
            tokenRequest = new TokenRequest(Text(document.RootElement, "client_id"), Text(document.RootElement, "client_secret"));
        }

        using var lease = _issuer.Acquire();
        var outcome = await lease.Value.IssueAsync(tokenRequest, cancellationToken).ConfigureAwait(false);
        if (outcome.AccessToken is null)
        {
            var refusal = ReferenceErrors.Forbidden(outcome.Refusal ?? "The credentials were refused.");
            return ProblemReply.Create(_bodies, refusal) with { NoStore = true };
        }

        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("access_token"u8, outcome.AccessToken);
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, outcome.ExpiresInSeconds);
        json.WriteEndObject();
        return Reply.Json(body, StatusCodes.Status200OK) with { NoStore = true };
    }

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw MalformedBodyException.Member(name, "a text");
}
