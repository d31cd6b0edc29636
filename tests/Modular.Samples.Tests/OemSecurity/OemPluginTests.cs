using System.Net;
using Modular.Samples.OemSecurity.Tokens;
using Modular.Samples.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Testing.Plugins;

namespace Modular.Samples.Tests.OemSecurity;

/// <summary>Both samples in the real host: the one authenticates, the other is what is called.</summary>
public sealed class OemPluginTests : IDisposable
{
    private const string Ecus = "/x-acme/v1/ecus";

    private readonly OemIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Call_TokenForSomeEcus_SeesAndReadsThoseAndThePluginsUnload()
    {
        await using var host = await StartAsync();
        var token = $"Acme {_issuer.Issue(OemLevel.Read, "FLXC")}";

        var (_, list) = await host.Client.GetAsync(Ecus, token);
        var (read, vin) = await host.Client.GetAsync($"{Ecus}/FLXC1000/identification", token);
        var (other, reason) = await host.Client.GetAsync($"{Ecus}/FSNR2000/identification", token);

        Assert.Equal("""{"ecus":[{"name":"FLXC1000","state":"Online","variant":"FLXC1000_App"}]}""", list);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (read, other));
        Assert.Equal("""{"ecu":"FLXC1000","service":"VINDataIdentifier_Read","values":{"VINDataIdentifier":"SCEDT26T8BD005261"}}""", vin);
        Assert.Contains("not for this ECU", reason, StringComparison.Ordinal);
        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task Call_NoExpiredForgedOrForeignToken_IsRefusedAndNothingOfItIsLogged()
    {
        await using var host = await StartAsync();
        using var stranger = new OemIssuer();
        var expired = _issuer.Issue(OemLevel.Read, expires: 1_000_000_000);
        var forged = stranger.Issue(OemLevel.Engineering);

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(Ecus, null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(Ecus, "Bearer abc")).Status);
        Assert.Contains("expired", (await host.Client.GetAsync(Ecus, $"Acme {expired}")).Body, StringComparison.Ordinal);
        Assert.Contains("signature", (await host.Client.GetAsync(Ecus, $"Acme {forged}")).Body, StringComparison.Ordinal);
        Assert.Contains("layout", (await host.Client.GetAsync(Ecus, "Acme x")).Body, StringComparison.Ordinal);

        Assert.Contains(host.Log.Entries, static entry => entry.Message.StartsWith("Refused a token", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Message.Contains(expired, StringComparison.Ordinal) || entry.Message.Contains(forged, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NoKeyOrPlainHttpKeyServer_SaysWhatToCorrect()
    {
        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync(new PluginTestHostOptions()
            .Add("modular.samples.oem-security")
            .Configure("Oem:PublicKeyFile", "absent.pem")
            .Configure("Oem:KeyServer", "http://keys.example/")));

        Assert.Contains("Oem:PublicKeyFile: 'absent.pem'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Oem:KeyServer is no https URL", exception.Message, StringComparison.Ordinal);
    }

    private Task<PluginTestHost> StartAsync() => PluginTestHost.StartAsync(
        new PluginTestHostOptions().Provide<IDiagnosticTester>(Vehicle.Create()).Configure("Oem:PublicKeyFile", _issuer.PublicKeyFile));
}
