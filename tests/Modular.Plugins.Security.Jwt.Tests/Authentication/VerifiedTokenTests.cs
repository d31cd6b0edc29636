using System.Security.Cryptography;
using System.Text;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Health;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Authentication;

public sealed class VerifiedTokenTests : IClassFixture<TestKeys>, IDisposable
{
    private const string Es256 = """{"alg":"ES256","typ":"JWT"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly TestKeys _keys;
    private readonly JwtServer _server;

    public VerifiedTokenTests(TestKeys keys)
    {
        _keys = keys;
        _server = JwtServer.Start(
            _folder,
            settings:
            [
                ("Issuer", "https://issuer"),
                ("Audience", "modular"),
                ("PublicKeyFiles:0", _folder.Write("rsa.pem", _keys.Rsa.ExportSubjectPublicKeyInfoPem())),
                ("PublicKeyFiles:1", _folder.Write("ec.pem", _keys.Ec.ExportSubjectPublicKeyInfoPem())),
                ("PublicKeyFiles:2", _folder.Write("ec384.pem", _keys.Ec384.ExportSubjectPublicKeyInfoPem())),
            ]);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS384")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    public async Task Authenticate_GenuineToken_IsTheCaller(string algorithm)
    {
        Func<byte[], byte[]> sign = algorithm switch
        {
            "RS256" => _keys.SignRs256,
            "PS384" => _keys.SignPs384,
            "ES256" => _keys.SignEs256,
            _ => _keys.SignEs384,
        };
        var token = Token.Make($$"""{"alg":"{{algorithm}}"}""", Token.Claims(more: "\"roles\":[\"a\",\"b\"]"), sign);

        var outcome = await _server.AuthenticateAsync($"bearer {token}");

        Assert.Null(outcome.Reason);
        Assert.Equal("alice", outcome.Context?.Subject);
        Assert.Equal("https://issuer", outcome.Context?.Claims["iss"]);
        Assert.Equal("""["a","b"]""", outcome.Context?.Claims["roles"]);
    }

    [Fact]
    public async Task Authenticate_ForgedSignature_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(), input => other.SignData(input, HashAlgorithmName.SHA256)));
    }

    [Fact]
    public async Task Authenticate_ChangedClaims_IsRefused()
    {
        var parts = Token.Make(Es256, Token.Claims(), _keys.SignEs256).Split('.');
        var other = Token.Make(Es256, Token.Claims(sub: "\"mallory\""), _keys.SignEs256).Split('.');

        await AssertRefusedAsync($"{parts[0]}.{other[1]}.{parts[2]}");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    public async Task Authenticate_AlgorithmNone_IsRefused(string algorithm) =>
        await AssertRefusedAsync(Token.Make($$"""{"alg":"{{algorithm}}"}""", Token.Claims()));

    [Fact]
    public async Task Authenticate_SignatureCutOff_IsRefused() => await AssertRefusedAsync(Token.Make(Es256, Token.Claims()));

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS512")]
    public async Task Authenticate_PublicKeyUsedAsSecret_IsRefused(string algorithm)
    {
        foreach (var secret in new[] { _keys.Rsa.ExportSubjectPublicKeyInfoPem(), _keys.Ec.ExportSubjectPublicKeyInfoPem() })
        {
            var key = Encoding.ASCII.GetBytes(secret);
            Func<byte[], byte[]> sign = algorithm == "HS256" ? input => HMACSHA256.HashData(key, input) : input => HMACSHA512.HashData(key, input);

            await AssertRefusedAsync(Token.Make($$"""{"alg":"{{algorithm}}"}""", Token.Claims(), sign));
        }
    }

    [Fact]
    public async Task Authenticate_KeyInHeader_IsNotUsed()
    {
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = mine.ExportParameters(false).Q;
        var header =
            $$"""{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"{{Convert.ToBase64String(point.X!)}}","y":"{{Convert.ToBase64String(point.Y!)}}"},"jku":"http://127.0.0.1:1/keys"}""";

        await AssertRefusedAsync(Token.Make(header, Token.Claims(), input => mine.SignData(input, HashAlgorithmName.SHA256)));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("' OR 1=1 --")]
    public async Task Authenticate_UnknownKeyId_TriesTheKnownKeys(string keyId)
    {
        var outcome = await _server.AuthenticateAsync($"Bearer {Token.Make($$"""{"alg":"ES256","kid":"{{keyId}}"}""", Token.Claims(), _keys.SignEs256)}");

        Assert.Equal("alice", outcome.Context?.Subject);
    }

    [Fact]
    public async Task Authenticate_CriticalExtension_IsRefused() =>
        await AssertRefusedAsync(Token.Make("""{"alg":"ES256","crit":["x"],"x":1}""", Token.Claims(), _keys.SignEs256), "critical");

    [Fact]
    public async Task Authenticate_Expired_IsRefused() =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(exp: Token.Now - 31), _keys.SignEs256), "expired");

    [Fact]
    public async Task Authenticate_ExpiredWithinSkew_IsAccepted()
    {
        var outcome = await _server.AuthenticateAsync($"Bearer {Token.Make(Es256, Token.Claims(exp: Token.Now - 29), _keys.SignEs256)}");

        Assert.NotNull(outcome.Context);
    }

    [Fact]
    public async Task Authenticate_TimePasses_ExpiresOnTheContainersClock()
    {
        var token = Token.Make(Es256, Token.Claims(exp: Token.Now + 60), _keys.SignEs256);
        Assert.NotNull((await _server.AuthenticateAsync($"Bearer {token}")).Context);

        _server.Time.Advance(TimeSpan.FromSeconds(91));

        await AssertRefusedAsync(token, "expired");
    }

    [Fact]
    public async Task Authenticate_NoExpiry_IsRefused() =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(exp: null), _keys.SignEs256), "exp");

    [Fact]
    public async Task Authenticate_ExpiryIsText_IsRefused() =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(exp: null, more: "\"exp\":\"never\""), _keys.SignEs256));

    [Fact]
    public async Task Authenticate_NotYetValid_IsRefused() =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(nbf: Token.Now + 31), _keys.SignEs256), "not valid yet");

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("[\"a\",\"b\"]")]
    [InlineData(null)]
    public async Task Authenticate_WrongAudience_IsRefused(string? audience) =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(aud: audience), _keys.SignEs256), "aud");

    [Theory]
    [InlineData("\"https://issuer/\"")]
    [InlineData("\"\"")]
    [InlineData(null)]
    public async Task Authenticate_WrongIssuer_IsRefused(string? issuer) =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(iss: issuer), _keys.SignEs256), "iss");

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("7")]
    [InlineData("\"a\\nb\"")]
    public async Task Authenticate_NoUsableSubject_IsRefused(string? subject) =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(sub: subject), _keys.SignEs256), "sub");

    [Fact]
    public async Task Authenticate_DuplicateClaim_IsRefused() =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(more: "\"sub\":\"mallory\""), _keys.SignEs256), "decoded");

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("...")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9..")]
    [InlineData("W10.W10.W10")]
    public async Task Authenticate_Garbage_IsRefused(string token) => await AssertRefusedAsync(token, "Token could not be decoded");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a,Bearer b")]
    [InlineData("Basic YWxpY2U6c2VjcmV0")]
    public async Task Authenticate_NoBearerToken_IsMissing(string? header)
    {
        var outcome = await _server.AuthenticateAsync(header);

        Assert.Equal(AuthenticationFailure.MissingCredential, outcome.Failure);
    }

    [Fact]
    public async Task Authenticate_HugeToken_IsRefusedUnread() =>
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims(more: $"\"x\":\"{new string('x', 8192)}\""), _keys.SignEs256), "longer");

    [Fact]
    public async Task Authenticate_RandomDamage_NeverThrows()
    {
        var genuine = Token.Make(Es256, Token.Claims(), _keys.SignEs256);
        var random = new Random(17);
        for (var i = 0; i < 400; i++)
        {
            var text = genuine.ToCharArray();
            // The last character of a signature holds padding bits; another one may mean the same bytes.
            text[random.Next(text.Length - 1)] = (char)random.Next(33, 127);
            var token = new string(text);

            var outcome = await _server.AuthenticateAsync($"Bearer {token}");

            Assert.True(outcome.Context is null || token == genuine, token);
        }
    }

    [Fact]
    public async Task Authenticate_Refusals_LogNoToken()
    {
        var token = Token.Make(Es256, Token.Claims(exp: 1), _keys.SignEs256);

        await AssertRefusedAsync(token);
        await AssertRefusedAsync(Token.Make(Es256, Token.Claims()));

        Assert.NotEmpty(_server.Log.Records);
        Assert.DoesNotContain(_server.Log.Records, record => token.Split('.').Any(part => record.Text.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void Health_WithKeys_IsUp() => Assert.Equal(HealthState.Up, _server.Health.State);

    private async Task AssertRefusedAsync(string token, string reason = "")
    {
        var outcome = await _server.AuthenticateAsync($"Bearer {token}");

        Assert.Null(outcome.Context);
        Assert.Equal(AuthenticationFailure.InvalidCredential, outcome.Failure);
        Assert.StartsWith("Invalid token: ", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }
}
