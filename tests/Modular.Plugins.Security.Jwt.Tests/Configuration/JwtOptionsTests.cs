using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Modular.Plugins.Security.Jwt.Tests.Support;

namespace Modular.Plugins.Security.Jwt.Tests.Configuration;

public sealed class JwtOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Start_ManyMistakes_ReportsAllWithPaths()
    {
        using var weak = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var exception = Assert.Throws<OptionsValidationException>(() => JwtServer.Start(
            _folder,
            settings:
            [
                ("ClockSkewSeconds", "9000"),
                ("PublicKeyFiles:0", Path.Combine(_folder.Path, "absent.pem")),
                ("PublicKeyFiles:1", _folder.Write("weak.pem", weak.ExportSubjectPublicKeyInfoPem())),
                ("PublicKeyFiles:2", _folder.Write("private.pem", ec.ExportPkcs8PrivateKeyPem())),
                ("PublicKeyFiles:3", _folder.Write("text.pem", "no key")),
                ("JwksFile", _folder.Write("jwks.json", """{"keys":[{"kty":"oct","k":"c2VjcmV0"},{"kty":"EC","crv":"P-1"},7]}""")),
                ("Clients:0:Id", "a"),
                ("Clients:0:SecretHash", "plain"),
                ("Clients:1:Id", "a"),
            ]));

        foreach (var path in new[]
        {
            "ClockSkewSeconds", "Jwt:Issuer is missing", "Jwt:Audience is missing", "Jwt:PublicKeyFiles:0", "Jwt:PublicKeyFiles:1: an RSA key of 1024",
            "Jwt:PublicKeyFiles:2 is a private key", "Jwt:PublicKeyFiles:3", "keys[0] is a symmetric key", "keys[1]", "keys[2]", "Jwt:Clients needs Jwt:SigningKeyFile",
            "Jwt:Clients:0:SecretHash", "Jwt:Clients:1:Id 'a' is given twice", "SecretHash",
        })
        {
            Assert.Contains(exception.Failures, failure => failure.Contains(path, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("JwksUrl", "http://login.example/keys", "Jwt:JwksUrl is plain http")]
    [InlineData("JwksUrl", "file:///etc/passwd", "Jwt:JwksUrl is no URL")]
    [InlineData("Authority", "https://me:secret@login.example", "Jwt:Authority must hold neither credentials")]
    [InlineData("Rights", "Grants", "Jwt:Grants is empty")]
    [InlineData("Grants:0:Claim", "roles", "Jwt:Grants:0:Values is missing")]
    [InlineData("Certificates:0:Name", "x", "Jwt:Certificates:0 fits no certificate")]
    [InlineData("Certificates:0:Thumbprint", "12", "Jwt:Certificates:0:Thumbprint is no SHA-256")]
    public void Start_WrongSetting_SaysWhichAndWhy(string key, string value, string mistake)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => JwtServer.Start(
            _folder, settings: [("Issuer", "https://issuer"), ("Audience", "modular"), (key, value)]));

        Assert.Contains(exception.Failures, failure => failure.Contains(mistake, StringComparison.Ordinal));
        Assert.DoesNotContain(exception.Failures, static failure => failure.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Start_GrantsThatContradict_ReportsAll()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => JwtServer.Start(
            _folder,
            settings:
            [
                ("Rights", "Full"), ("Grants:0:Claim", "roles"), ("Grants:0:Values:0", ""), ("Grants:0:ServiceIds:0", "2G"), ("Grants:0:ServiceIds:1", "122"),
                ("JwksUrl", "https://a/keys"), ("Authority", "https://a"),
            ]));

        foreach (var mistake in new[]
        {
            "Jwt:Rights is Full, so Jwt:Grants would not count", "Jwt:Grants:0:Values:0 is empty", "Jwt:Grants:0:ServiceIds:0 '2G'", "Jwt:Grants:0:ServiceIds:1 '122'",
            "Jwt:JwksUrl and Jwt:Authority are both set",
        })
        {
            Assert.Contains(exception.Failures, failure => failure.Contains(mistake, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Configuration_EmptyJsonList_IsToldApartFromNone()
    {
        // What the next test and every operator who writes [] relies on.
        using var stream = new MemoryStream("""{"Jwt":{"Services":[]}}"""u8.ToArray());
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();

        Assert.Equal(string.Empty, configuration["Jwt:Services"]);
        Assert.Null(configuration["Jwt:Entities"]);
    }

    [Fact]
    public async Task Start_EmptyListInAGrant_GrantsNoneOfThese()
    {
        using var certificate = ClientCertificates.Create("CN=bench");
        using var server = JwtServer.Start(
            _folder,
            settings:
            [
                ("Certificates:0:CommonName", "bench"), ("Certificates:0:Claims:roles:0", "a"),
                ("Grants:0:Claim", "roles"), ("Grants:0:Values:0", "a"), ("Grants:0:Services", ""),
            ]);
        var service = new Sdk.Diagnostics.DiagnosticService { ShortName = "VIN_Read", Layer = "x", RequestPrefix = new byte[] { 0x22 } };

        var caller = (await server.AuthenticateAsync(null, certificate)).Context!;

        Assert.False(caller.Authorize(new("FLXC1000", service, IsListing: false)).IsAllowed);
    }

    [Fact]
    public void Start_UnknownKey_IsAMistake()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => JwtServer.Start(_folder, settings: ("Isuer", "https://issuer")));

        Assert.Contains("Isuer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeySetAndCertificate_VerifyTokens()
    {
        using var keys = new TestKeys();
        var point = keys.Ec.ExportParameters(false).Q;
        var x = System.Buffers.Text.Base64Url.EncodeToString(point.X!);
        var y = System.Buffers.Text.Base64Url.EncodeToString(point.Y!);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=issuer", keys.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(80));
        using var server = JwtServer.Start(
            _folder,
            settings:
            [
                ("Issuer", "https://issuer"),
                ("Audience", "modular"),
                ("JwksFile", _folder.Write(
                    "jwks.json",
                    $$"""{"keys":[{"kty":"oct","use":"enc","k":"c2VjcmV0"},{"kty":"EC","use":"sig","kid":"1","crv":"P-256","x":"{{x}}","y":"{{y}}"}]}""")),
                ("PublicKeyFiles:0", _folder.Write("certificate.pem", certificate.ExportCertificatePem())),
            ]);

        var ec = await server.AuthenticateAsync($"Bearer {Token.Make("""{"alg":"ES256","kid":"1"}""", Token.Claims(), keys.SignEs256)}");
        var rsa = await server.AuthenticateAsync($"Bearer {Token.Make("""{"alg":"RS256"}""", Token.Claims(), keys.SignRs256)}");

        Assert.Equal("alice", ec.Context?.Subject);
        Assert.Equal("alice", rsa.Context?.Subject);
    }
}
