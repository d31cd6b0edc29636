using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Testing.Plugins;

namespace Modular.Plugins.Security.Jwt.Tests.Hosted;

public sealed class MutualTlsTests : IDisposable
{
    private const string Data = HostedServer.Components + "/flxc1000/data";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Connect_KnownCertificate_IsTheCallerWithItsRights()
    {
        using var certificate = _authority.Issue("CN=bench-7");
        await using var host = await StartAsync("Allow");

        // On one connection: the certificate lives as long as that, and must not keep the plugin.
        using var client = Client(host, certificate);
        var (status, body) = await HostedServer.SendAsync(client, Data);
        var (other, _) = await HostedServer.SendAsync(client, HostedServer.Components + "/fsnr2000/data");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (status, other));
        Assert.Contains("VINDataIdentifier", body, StringComparison.Ordinal);
        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task Connect_VerifiedCertificateThatNoEntryFits_IsForbidden()
    {
        using var certificate = _authority.Issue("CN=stranger");
        await using var host = await StartAsync("Allow");
        using var client = Client(host, certificate);

        var (status, body) = await HostedServer.SendAsync(client, Data);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("none that this server knows", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithoutCertificate_IsAskedForACredential()
    {
        await using var host = await StartAsync("Allow");
        using var client = Client(host, null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await HostedServer.SendAsync(client, Data)).Status);
    }

    [Fact]
    public async Task Connect_RequiredAndAbsent_GetsNoConnection()
    {
        await using var host = await StartAsync("Require");
        using var client = Client(host, null);

        await Assert.ThrowsAsync<HttpRequestException>(() => HostedServer.SendAsync(client, Data));
    }

    [Theory]
    [InlineData("other root")]
    [InlineData("self-signed")]
    [InlineData("server usage")]
    [InlineData("no usage")]
    [InlineData("expired")]
    [InlineData("denied")]
    [InlineData("revocation unknown")]
    public async Task Connect_CertificateThatDoesNotCount_GetsNoConnectionAndTheLogSaysWhy(string kind)
    {
        using var strangers = new TestAuthority();
        using var certificate = kind switch
        {
            "other root" => strangers.Issue("CN=bench-7"),
            "self-signed" => SelfSigned(),
            "server usage" => _authority.Issue("CN=bench-7", TestAuthority.ServerAuthentication),
            "no usage" => _authority.Issue("CN=bench-7", null),
            "expired" => _authority.Issue("CN=bench-7", daysLeft: -1),
            _ => _authority.Issue("CN=bench-7"),
        };
        var denied = kind == "denied" ? certificate.GetCertHashString(HashAlgorithmName.SHA256) : new string('0', 64);

        // A certificate that names no revocation service cannot be asked about.
        var revocation = kind == "revocation unknown" ? "Online" : "None";
        await using var host = await StartAsync(
            "Allow", ("Server:ClientCertificates:Denied:0", denied), ("Server:ClientCertificates:Revocation", revocation));
        using var client = Client(host, certificate);

        await Assert.ThrowsAsync<HttpRequestException>(() => HostedServer.SendAsync(client, Data));

        Assert.Contains(host.Log.Entries, static entry => entry.Message.StartsWith("Refused a client certificate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_ModeNone_CertificateIsNotAskedFor()
    {
        using var certificate = _authority.Issue("CN=bench-7");
        await using var host = await StartAsync("None");
        using var client = Client(host, certificate);

        Assert.Equal(HttpStatusCode.Unauthorized, (await HostedServer.SendAsync(client, Data)).Status);
    }

    [Fact]
    public async Task Connect_BoundToken_CountsOnlyOverItsCertificate()
    {
        using var right = _authority.Issue("CN=bench-7");
        using var other = _authority.Issue("CN=bench-8");
        await using var host = await StartAsync("Allow");
        var token = Token.Make(
            """{"alg":"ES256"}""",
            Token.Claims(exp: TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600, more: "\"roles\":\"bench\"," + ClientCertificates.Confirmation(right)),
            input => _key.SignData(input, HashAlgorithmName.SHA256));

        using var withRight = Client(host, right);
        using var withOther = Client(host, other);
        using var withNone = Client(host, null);

        Assert.Equal(HttpStatusCode.OK, (await HostedServer.SendAsync(withRight, Data, token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await HostedServer.SendAsync(withOther, Data, token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await HostedServer.SendAsync(withNone, Data, token)).Status);
    }

    [Theory]
    [InlineData("Server:ClientCertificates:Mode", "Sometimes", "is no mode")]
    [InlineData("Server:ClientCertificates:Revocation", "Perhaps", "neither None nor Online")]
    [InlineData("Server:ClientCertificates:Denied:0", "12", "is no SHA-256 thumbprint")]
    [InlineData("Server:ClientCertificates:Roots:1", "absent.pem", "no root certificate can be read")]
    public async Task Start_WrongSetting_IsAMistakeWithItsPath(string key, string value, string mistake)
    {
        var exception = await Assert.ThrowsAsync<PluginTestException>(() => StartAsync("Allow", (key, value)));

        Assert.Contains(key, exception.Message, StringComparison.Ordinal);
        Assert.Contains(mistake, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_CertificatesWithoutRoots_IsAMistake()
    {
        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync(
            HostedServer.Options(("Server:ClientCertificates:Mode", "Allow"))));

        Assert.Contains("needs Server:ClientCertificates:Roots", exception.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bench-7", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TestAuthority.ClientAuthentication)], true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private HttpClient Client(PluginTestHost host, X509Certificate2? certificate) =>
        HostedServer.Client(host.Client.BaseAddress!, _authority.Root, certificate);

    private Task<PluginTestHost> StartAsync(string mode, params (string Key, string Value)[] more)
    {
        using var server = _authority.Issue("CN=localhost", TestAuthority.ServerAuthentication);
        using var key = server.GetECDsaPrivateKey()!;
        var parameters = key.ExportParameters(includePrivateParameters: true);
        using var exportable = ECDsa.Create(parameters);
        return PluginTestHost.StartAsync(HostedServer.Options(
        [
            ("Server:Urls", "https://127.0.0.1:0"),
            ("Server:Certificate:Path", _folder.Write("server.pem", server.ExportCertificatePem() + "\n" + exportable.ExportPkcs8PrivateKeyPem())),
            ("Server:ClientCertificates:Mode", mode),
            ("Server:ClientCertificates:Roots:0", _folder.Write("root.pem", _authority.Root.ExportCertificatePem())),
            ("Jwt:Issuer", "https://issuer"),
            ("Jwt:Audience", "modular"),
            ("Jwt:PublicKeyFiles:0", _folder.Write("issuer.pem", _key.ExportSubjectPublicKeyInfoPem())),
            ("Jwt:Certificates:0:CommonName", "bench-*"),
            ("Jwt:Certificates:0:Claims:roles:0", "bench"),
            ("Jwt:Grants:0:Claim", "roles"),
            ("Jwt:Grants:0:Values:0", "bench"),
            ("Jwt:Grants:0:Entities:0", "FLXC*"),
            .. more,
        ]));
    }
}
