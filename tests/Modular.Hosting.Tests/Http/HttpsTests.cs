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
}
