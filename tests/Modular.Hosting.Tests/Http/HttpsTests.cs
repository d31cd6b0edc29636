using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

public class HttpsTests
{
    [Fact]
    public async Task Listen_HttpsWithPemFiles_ServesWithThatCertificate()
    {
        using var root = new PluginRoot("modular.samples.noop");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var path = Path.Combine(root.Path, "server.pem");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + Environment.NewLine + key.ExportPkcs8PrivateKeyPem());
        await using var server = await TestServer.StartAsync(root, "--urls=https://127.0.0.1:0", $"--Server:Certificate:Path={path}");
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == certificate.Thumbprint,
        };
        using var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };

        using var response = await client.GetAsync("/noop");

        Assert.Equal("https", client.BaseAddress!.Scheme);
        Assert.Equal(204, (int)response.StatusCode);
    }

    [Fact]
    public async Task Listen_PemFileWithIssuers_SendsThemToClientsThatKnowTheRootAlone()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var rootRequest = new CertificateRequest("CN=Root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var rootCertificate = rootRequest.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        var issuerRequest = new CertificateRequest("CN=Issuer", issuerKey, HashAlgorithmName.SHA256);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = issuerRequest.Create(rootCertificate, now.AddDays(-1), now.AddDays(1), [1]);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), now.AddDays(-1), now.AddDays(1), [2]);
        using var root = new PluginRoot("modular.samples.noop");
        var path = Path.Combine(root.Path, "server.pem");
        await File.WriteAllTextAsync(path, $"{certificate.ExportCertificatePem()}\n{issuer.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        await using var server = await TestServer.StartAsync(root, "--urls=https://127.0.0.1:0", $"--Server:Certificate:Path={path}");
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            CustomTrustStore = { rootCertificate },
        };
        using var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };

        using var response = await client.GetAsync("/noop");

        Assert.Equal(204, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("no certificate at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Prepare_CertificateThatCannotBeRead_IsAMistakeWithItsPath(string text)
    {
        using var root = new PluginRoot();
        var path = Path.Combine(root.Path, "server.pem");
        File.WriteAllText(path, text);

        var setup = new ProgramRun(root.Path).Prepare(["--urls=https://127.0.0.1:0", $"--Server:Certificate:Path={path}", $"--Plugins:Path={root.Path}"]);

        var mistake = Assert.Single(setup.Mistakes);
        Assert.Equal("Server:Certificate:Path", mistake.Path);
        Assert.Contains(path, mistake.Message, StringComparison.Ordinal);
    }
}
