using System.Security.Cryptography;
using Modular.Plugins.Security.Jwt.Tests.Support;

namespace Modular.Plugins.Security.Jwt.Tests.Keys;

public sealed class KeyIdTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _second = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData(null, true)]
    [InlineData("2", false)]
    [InlineData("3", false)]
    public async Task Authenticate_SignedByTheFirstKey_CountsOnlyUnderItsId(string? kid, bool accepted)
    {
        using var server = Start(JwksServer.Key(_first, "1"), JwksServer.Key(_second, "2"));

        Assert.Equal(accepted, (await AuthenticateAsync(server, kid)).Context is not null);
    }

    [Fact]
    public async Task Authenticate_KeyMeantForAnotherAlgorithm_IsRefused()
    {
        using var server = Start(JwksServer.Key(_first, "1", "\"alg\":\"ES384\","));

        Assert.Null((await AuthenticateAsync(server, "1")).Context);
    }

    [Fact]
    public async Task Authenticate_KeyNotMeantForVerifying_IsNotUsed()
    {
        using var server = Start(JwksServer.Key(_first, "1", "\"key_ops\":[\"deriveKey\"],"), JwksServer.Key(_second, "2"));

        Assert.Null((await AuthenticateAsync(server, "1")).Context);
    }

    [Fact]
    public async Task Authenticate_UnknownIdWithControlCharacters_LogHoldsNoneOfThem()
    {
        using var server = Start(JwksServer.Key(_second, "2"));

        var outcome = await AuthenticateAsync(server, "a\\u000a\\u001b[31m" + new string('x', 200));

        Assert.Contains("'a???31m", outcome.Reason, StringComparison.Ordinal);
        Assert.All(server.Log.Records, static record => Assert.DoesNotContain('\n', record.Text));
    }

    [Theory]
    [InlineData("\"kid\":7")]
    [InlineData("\"typ\":\"logout+jwt\"")]
    [InlineData("\"typ\":\"dpop+jwt\"")]
    [InlineData("\"typ\":null")]
    public async Task Authenticate_HeaderOfAnotherKindOfToken_IsRefused(string member)
    {
        using var server = Start(JwksServer.Key(_first, "1"));

        var outcome = await server.AuthenticateAsync($"Bearer {Token.Make($$"""{"alg":"ES256",{{member}}}""", Token.Claims(), Sign)}");

        Assert.NotNull(outcome.Reason);
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("application/at+JWT")]
    [InlineData("jwt")]
    public async Task Authenticate_AccessTokenTypes_AreAccepted(string type)
    {
        using var server = Start(JwksServer.Key(_first, "1"));

        var outcome = await server.AuthenticateAsync($"Bearer {Token.Make($$"""{"alg":"ES256","typ":"{{type}}"}""", Token.Claims(), Sign)}");

        Assert.Null(outcome.Reason);
    }

    private byte[] Sign(byte[] input) => _first.SignData(input, HashAlgorithmName.SHA256);

    private Task<Sdk.Security.AuthenticationOutcome> AuthenticateAsync(JwtServer server, string? kid)
    {
        var header = kid is null ? """{"alg":"ES256"}""" : $$"""{"alg":"ES256","kid":"{{kid}}"}""";
        return server.AuthenticateAsync($"Bearer {Token.Make(header, Token.Claims(), Sign)}");
    }

    private JwtServer Start(params string[] keys) => JwtServer.Start(
        _folder, settings: [("Issuer", "https://issuer"), ("Audience", "modular"), ("JwksFile", _folder.Write("jwks.json", JwksServer.Set(keys)))]);
}
