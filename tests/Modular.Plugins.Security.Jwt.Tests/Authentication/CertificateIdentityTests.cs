using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Authentication;

public sealed class CertificateIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("CommonName", "bench-*", "bench-7")]
    [InlineData("DnsName", "*.bench.acme", "seven.bench.acme")]
    [InlineData("Uri", "spiffe://acme/*", "spiffe://acme/seven")]
    public async Task Authenticate_CertificateThatFits_IsTheCaller(string member, string pattern, string subject)
    {
        using var certificate = ClientCertificates.Create("CN=bench-7, O=ACME", "seven.bench.acme", "spiffe://acme/seven");
        using var server = JwtServer.Start(_folder, settings: ($"Certificates:0:{member}", pattern));

        var outcome = await server.AuthenticateAsync(null, certificate);

        Assert.Equal(subject, outcome.Context?.Subject);
        Assert.Equal(HealthState.Up, server.Health.State);
    }

    [Theory]
    [InlineData("CommonName", "bench-8")]
    [InlineData("DnsName", "bench-7")]
    [InlineData("CommonName", "ACME")]
    [InlineData("Thumbprint", "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Authenticate_CertificateThatDoesNotFit_IsRefused(string member, string pattern)
    {
        using var certificate = ClientCertificates.Create("CN=bench-7, O=ACME", "seven.bench.acme");
        using var server = JwtServer.Start(_folder, settings: [($"Certificates:0:{member}", pattern), ("Certificates:0:Name", "x")]);

        Assert.Equal(AuthenticationFailure.InvalidCredential, (await server.AuthenticateAsync(null, certificate)).Failure);
    }

    [Fact]
    public async Task Authenticate_NameThatHoldsAnotherPart_IsNotThatPart()
    {
        using var certificate = ClientCertificates.Create("CN=\"x, CN=bench-7\"");
        using var server = JwtServer.Start(_folder, settings: ("Certificates:0:CommonName", "bench-7"));

        Assert.Null((await server.AuthenticateAsync(null, certificate)).Context);
    }

    [Fact]
    public async Task Authenticate_ClaimsOfTheEntry_GiveRights()
    {
        using var certificate = ClientCertificates.Create("CN=bench-7");
        using var server = JwtServer.Start(
            _folder,
            settings:
            [
                ("Certificates:0:CommonName", "bench-*"), ("Certificates:0:Name", "bench"), ("Certificates:0:Claims:roles:0", "workshop"),
                ("Grants:0:Claim", "roles"), ("Grants:0:Values:0", "workshop"), ("Grants:0:Entities:0", "FLXC*"),
            ]);
        var service = new DiagnosticService { ShortName = "VIN_Read", Layer = "x", RequestPrefix = new byte[] { 0x22 } };

        var caller = (await server.AuthenticateAsync(null, certificate)).Context!;

        Assert.Equal("bench", caller.Subject);
        Assert.Equal("""["workshop"]""", caller.Claims["roles"]);
        Assert.True(caller.Authorize(new DiagnosticServiceUse("FLXC1000", service, IsListing: false)).IsAllowed);
        Assert.False(caller.Authorize(new DiagnosticServiceUse("FSNR2000", service, IsListing: false)).IsAllowed);
        Assert.Same(caller, (await server.AuthenticateAsync(null, certificate)).Context);
    }

    [Fact]
    public async Task Authenticate_NeitherTokenNorCertificate_AsksForOne()
    {
        using var server = JwtServer.Start(_folder, settings: ("Certificates:0:CommonName", "bench-7"));

        Assert.Equal(AuthenticationFailure.MissingCredential, (await server.AuthenticateAsync(null)).Failure);
    }

    [Fact]
    public async Task Authenticate_BadTokenBesideGoodCertificate_IsRefused()
    {
        using var certificate = ClientCertificates.Create("CN=bench-7");
        using var keys = new TestKeys();
        using var server = JwtServer.Start(
            _folder,
            settings:
            [
                ("Certificates:0:CommonName", "bench-7"), ("Issuer", "https://issuer"), ("Audience", "modular"),
                ("PublicKeyFiles:0", _folder.Write("ec.pem", keys.Ec.ExportSubjectPublicKeyInfoPem())),
            ]);

        Assert.Null((await server.AuthenticateAsync("Bearer abc", certificate)).Context);
        Assert.NotNull((await server.AuthenticateAsync(null, certificate)).Context);
    }

    [Theory]
    [InlineData(true, "right", null)]
    [InlineData(true, "other", "another client certificate")]
    [InlineData(true, "none", "the connection has none")]
    [InlineData(false, "right", null)]
    [InlineData(false, "none", null)]
    public async Task Authenticate_TokenBoundToACertificate_CountsWithThatOneOnly(bool isBound, string presented, string? reason)
    {
        using var right = ClientCertificates.Create("CN=right");
        using var other = ClientCertificates.Create("CN=other");
        using var keys = new TestKeys();
        using var server = StartWithKey(keys);
        var token = Token.Make("""{"alg":"ES256"}""", Token.Claims(more: isBound ? ClientCertificates.Confirmation(right) : null), keys.SignEs256);
        var certificate = presented switch { "right" => right, "other" => other, _ => null };

        // Twice, for the second is decided from the cache.
        await server.AuthenticateAsync($"Bearer {token}", right);
        var outcome = await server.AuthenticateAsync($"Bearer {token}", certificate);

        Assert.Equal(reason is null, outcome.Context is not null);
        Assert.Contains(reason ?? "", outcome.Reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jkt":"abc"}""")]
    [InlineData("""{"x5t#S256":7}""")]
    [InlineData("""{"x5t#S256":"AAAA"}""")]
    [InlineData("""{"x5t#S256":"!!"}""")]
    [InlineData("7")]
    public async Task Authenticate_TokenBoundByOtherMeans_IsRefused(string confirmation)
    {
        using var certificate = ClientCertificates.Create("CN=right");
        using var keys = new TestKeys();
        using var server = StartWithKey(keys);
        var token = Token.Make("""{"alg":"ES256"}""", Token.Claims(more: $"\"cnf\":{confirmation}"), keys.SignEs256);

        Assert.Contains("(cnf", (await server.AuthenticateAsync($"Bearer {token}", certificate)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_BindingRequired_RefusesUnboundTokens()
    {
        using var certificate = ClientCertificates.Create("CN=right");
        using var keys = new TestKeys();
        using var server = StartWithKey(keys, ("RequireBoundTokens", "true"));

        var unbound = await server.AuthenticateAsync($"Bearer {Token.Make("""{"alg":"ES256"}""", Token.Claims(), keys.SignEs256)}", certificate);
        var bound = await server.AuthenticateAsync(
            $"Bearer {Token.Make("""{"alg":"ES256"}""", Token.Claims(more: ClientCertificates.Confirmation(certificate)), keys.SignEs256)}", certificate);

        Assert.Contains("requires", unbound.Reason, StringComparison.Ordinal);
        Assert.NotNull(bound.Context);
    }

    private JwtServer StartWithKey(TestKeys keys, params (string Key, string Value)[] more) => JwtServer.Start(
        _folder,
        settings:
        [
            ("Issuer", "https://issuer"), ("Audience", "modular"),
            ("PublicKeyFiles:0", _folder.Write("ec.pem", keys.Ec.ExportSubjectPublicKeyInfoPem())), .. more,
        ]);
}
