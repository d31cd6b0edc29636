using System.Security.Cryptography;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Health;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.State;

public sealed class ReloadTests : IDisposable
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

    [Fact]
    public async Task KeyFile_Replaced_CountsAtTheNextLook()
    {
        using var server = Start();
        Assert.NotNull((await AuthenticateAsync(server, _first)).Context);
        Assert.Null((await AuthenticateAsync(server, _second)).Context);

        _folder.Write("jwks.json", JwksServer.Set(JwksServer.Key(_second, "second-key")));
        server.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null((await AuthenticateAsync(server, _first)).Context);
        Assert.NotNull((await AuthenticateAsync(server, _second)).Context);
    }

    [Fact]
    public async Task KeyFile_HalfWritten_ChangesNothingUntilItIsWhole()
    {
        using var server = Start();
        var whole = JwksServer.Set(JwksServer.Key(_second, "second-key"));
        foreach (var length in new[] { 0, 1, whole.Length / 2, whole.Length - 1 })
        {
            _folder.Write("jwks.json", whole[..length]);
            server.Time.Advance(TimeSpan.FromSeconds(5));

            Assert.NotNull((await AuthenticateAsync(server, _first)).Context);
            Assert.Contains("what was changed is not used", server.Health.Detail, StringComparison.Ordinal);
        }

        _folder.Write("jwks.json", whole);
        server.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull((await AuthenticateAsync(server, _second)).Context);
        Assert.Equal(new HealthReport(HealthState.Up), server.Health);
    }

    [Fact]
    public async Task KeyFile_Deleted_KeysStay()
    {
        using var server = Start();

        File.Delete(Path.Combine(_folder.Path, "jwks.json"));
        server.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.NotNull((await AuthenticateAsync(server, _first)).Context);
        Assert.Contains("Jwt:JwksFile", server.Health.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningKey_RolledOver_OldTokensCountWhileItsPublicPartIsThere()
    {
        var signing = _folder.Write("signing.pem", _first.ExportPkcs8PrivateKeyPem());
        using var server = JwtServer.Start(
            _folder,
            settings:
            [
                ("Issuer", "https://issuer"), ("Audience", "modular"), ("SigningKeyFile", signing),
                ("PublicKeyFiles:0", _folder.Write("before.pem", _first.ExportSubjectPublicKeyInfoPem())),
            ]);
        var old = await server.Issuer.IssueAsync(new TokenRequest("me", null), CancellationToken.None);

        _folder.Write("signing.pem", _second.ExportECPrivateKeyPem());
        server.Time.Advance(TimeSpan.FromSeconds(5));
        var fresh = await server.Issuer.IssueAsync(new TokenRequest("me", null), CancellationToken.None);

        Assert.NotNull((await server.AuthenticateAsync($"Bearer {old.AccessToken}")).Context);
        Assert.NotNull((await server.AuthenticateAsync($"Bearer {fresh.AccessToken}")).Context);
        _folder.Write("before.pem", _second.ExportSubjectPublicKeyInfoPem() + Environment.NewLine);
        server.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await server.AuthenticateAsync($"Bearer {old.AccessToken}")).Context);
    }

    [Fact]
    public async Task Options_Reloaded_CountAtOnceAndInvalidOnesDoNot()
    {
        using var server = Start();
        Assert.NotNull((await AuthenticateAsync(server, _first)).Context);

        server.Reconfigure(("Audience", "other"));
        Assert.Contains("(aud)", (await AuthenticateAsync(server, _first)).Reason, StringComparison.Ordinal);

        server.Reconfigure(("Audience", "modular"), ("ClockSkewSeconds", "9999"));
        Assert.Contains("(aud)", (await AuthenticateAsync(server, _first)).Reason, StringComparison.Ordinal);
        Assert.Contains("ClockSkewSeconds", server.Health.Detail, StringComparison.Ordinal);

        server.Reconfigure(("ClockSkewSeconds", "30"));
        Assert.NotNull((await AuthenticateAsync(server, _first)).Context);
        Assert.Null(server.Health.Detail);
    }

    [Fact]
    public async Task Options_OtherKeyUrl_IsAskedInsteadOfTheFirst()
    {
        await using var before = await JwksServer.StartAsync(JwksServer.Key(_first, "1"));
        await using var after = await JwksServer.StartAsync(JwksServer.Key(_second, "2"));
        await using var server = JwtServer.Start(_folder, settings: [("Issuer", "https://issuer"), ("Audience", "modular"), ("JwksUrl", before.JwksUrl)]);
        Assert.NotNull((await AuthenticateAsync(server, _first)).Context);

        server.Reconfigure(("JwksUrl", after.JwksUrl));

        Assert.NotNull((await AuthenticateAsync(server, _second)).Context);
        Assert.Null((await AuthenticateAsync(server, _first)).Context);
    }

    private static Task<AuthenticationOutcome> AuthenticateAsync(JwtServer server, ECDsa key) => server.AuthenticateAsync(
        $"Bearer {Token.Make("""{"alg":"ES256"}""", Token.Claims(), input => key.SignData(input, HashAlgorithmName.SHA256))}");

    private JwtServer Start() => JwtServer.Start(
        _folder,
        settings: [("Issuer", "https://issuer"), ("Audience", "modular"), ("JwksFile", _folder.Write("jwks.json", JwksServer.Set(JwksServer.Key(_first, "1"))))]);
}
