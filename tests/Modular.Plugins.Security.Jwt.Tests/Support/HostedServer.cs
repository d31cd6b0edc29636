using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Testing.Diagnostics;
using Modular.Sdk.Testing.Plugins;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

/// <summary>This plugin and the REST API in the real host, before two ECUs without a vehicle.</summary>
internal static class HostedServer
{
    public const string Components = "/vehicle/v15/components";

    public static PluginTestHostOptions Options(params (string Key, string Value)[] settings)
    {
        var options = new PluginTestHostOptions().Provide<IDiagnosticTester>(Vehicle());
        foreach (var (key, value) in settings)
        {
            options.Configure(key, value);
        }

        return options;
    }

    public static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpClient client, string path, string? token = null, string method = "GET", string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A client of its own connection, which trusts a root and may present a certificate.</summary>
    public static HttpClient Client(Uri address, X509Certificate2 root, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    CustomTrustStore = { root },
                },
                // Also one that the server did not ask for: what is refused has to be sent first.
                LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
            },
            UseProxy = false,
        };
        return new HttpClient(handler) { BaseAddress = address };
    }

    private static FakeTester Vehicle() => new(
        new FakeEcu(
            "FLXC1000",
            new FakeServiceCatalog(
                "FLXC1000_App",
                FakeServiceCatalog.Service("VINDataIdentifier_Read", 0x22, 0xF1, 0x90),
                FakeServiceCatalog.Service("Secret_Read", 0x22, 0xF2, 0x00),
                FakeServiceCatalog.Service("VINDataIdentifier_Write", 0x2E, 0xF1, 0x90)))
        {
            Answer = static (_, sink) =>
            {
                sink.Text("VINDataIdentifier"u8, "SCEDT26T8BD005261"u8);
                return FakeEcu.Positive(0x62, 0xF1, 0x90, 0x53);
            },
        },
        new FakeEcu("FSNR2000", new FakeServiceCatalog("FSNR2000_App", FakeServiceCatalog.Service("Sensor_Read", 0x22, 0x01, 0x02))));
}
