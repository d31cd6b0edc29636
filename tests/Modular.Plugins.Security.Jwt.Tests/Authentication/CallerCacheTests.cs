using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Authentication;

public sealed class CallerCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestKeys _keys = new();

    public void Dispose()
    {
        _folder.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public async Task Authenticate_SameToken_IsTheSameCallerUntilItExpires()
    {
        using var server = Start();
        var token = Token.Make("""{"alg":"ES256"}""", Token.Claims(exp: Token.Now + 600), _keys.SignEs256);

        var first = await server.AuthenticateAsync($"Bearer {token}");
        Assert.Same(first.Context, (await server.AuthenticateAsync($"Bearer {token}")).Context);

        server.Time.Advance(TimeSpan.FromSeconds(631));
        Assert.Contains("expired", (await server.AuthenticateAsync($"Bearer {token}")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_MoreTokensThanAreKept_AllStayValid()
    {
        using var server = Start();
        var tokens = Enumerable.Range(0, 1200)
            .Select(i => Token.Make("""{"alg":"ES256"}""", Token.Claims(sub: $"\"caller{i}\""), _keys.SignEs256)).ToList();
        foreach (var token in tokens)
        {
            Assert.NotNull((await server.AuthenticateAsync($"Bearer {token}")).Context);
        }

        Assert.Equal("caller0", (await server.AuthenticateAsync($"Bearer {tokens[0]}")).Context?.Subject);
    }

    [Fact]
    public async Task Authenticate_TokenThatSharesAllButItsSignature_IsNotTheCachedOne()
    {
        using var server = Start();
        var token = Token.Make("""{"alg":"ES256"}""", Token.Claims(), _keys.SignEs256);
        Assert.NotNull((await server.AuthenticateAsync($"Bearer {token}")).Context);

        var forged = token[..^10] + new string('A', 10);

        Assert.Equal(AuthenticationFailure.InvalidCredential, (await server.AuthenticateAsync($"Bearer {forged}")).Failure);
    }

    private JwtServer Start() => JwtServer.Start(
        _folder,
        settings:
        [
            ("Issuer", "https://issuer"), ("Audience", "modular"),
            ("PublicKeyFiles:0", _folder.Write("ec.pem", _keys.Ec.ExportSubjectPublicKeyInfoPem())),
        ]);
}
