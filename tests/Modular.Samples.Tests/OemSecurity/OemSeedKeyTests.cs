using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modular.Samples.Tests.Support;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Security;
using Modular.Sdk.Testing.Time;

namespace Modular.Samples.Tests.OemSecurity;

public sealed class OemSeedKeyTests : IDisposable
{
    private readonly OemIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task ComputeKey_KeyServerKnowsTheEcu_GivesItsKeyAndThePluginUnloads()
    {
        string? path = null;
        await using var keys = await ServeAsync(async context =>
        {
            path = context.Request.Path;
            var seed = new byte[4];
            await context.Request.Body.ReadExactlyAsync(seed);
            await context.Response.Body.WriteAsync(seed.Select(static value => (byte)~value).ToArray());
        });
        await using var host = await StartAsync(keys);

        Assert.Equal("EFDEADBE", await AskAsync(host, "FLXC1000"));
        Assert.Equal("/FLXC1000/05", path);
        Assert.Equal("SeedKeyOutcome { not applicable }", await AskAsync(host, "FSNR2000"));
        Assert.DoesNotContain(host.Log.Entries, static entry => entry.Message.Contains("EFDEADBE", StringComparison.OrdinalIgnoreCase));
        await host.AssertUnloadsAsync();
    }

    [Theory]
    [InlineData("500", "refused (500)")]
    [InlineData("302", "refused (302)")]
    [InlineData("empty", "empty key")]
    [InlineData("too long", "cannot be reached")]
    [InlineData("silent", "did not answer in time")]
    public async Task ComputeKey_KeyServerFails_IsARefusalThatSaysWhy(string kind, string reason)
    {
        await using var keys = await ServeAsync(context => Misbehave(context, kind));
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(keys, clock);

        var answer = AskAsync(host, "FLXC1000");
        if (kind == "silent")
        {
            await clock.WaitForTimerAsync(TimeSpan.FromSeconds(2));
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Contains(reason, await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComputeKey_CallerOfLowerLevel_IsRefusedBeforeTheKeyServerIsAsked()
    {
        var asked = false;
        await using var keys = await ServeAsync(_ =>
        {
            asked = true;
            return Task.CompletedTask;
        });
        await using var host = await StartAsync(keys);

        Assert.Contains("level Engineering", await AskAsync(host, "FLXC1000", new FakeSecurityContext("workshop")), StringComparison.Ordinal);
        Assert.False(asked);
    }

    private static Task Misbehave(HttpContext context, string kind)
    {
        switch (kind)
        {
            case "silent":
                return Task.Delay(Timeout.Infinite, context.RequestAborted);
            case "too long":
                return context.Response.Body.WriteAsync(new byte[1000]).AsTask();
            case "empty":
                return Task.CompletedTask;
            default:
                context.Response.StatusCode = int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture);
                context.Response.Headers.Location = "/elsewhere";
                return Task.CompletedTask;
        }
    }

    // As a text: an object of the plugin must not outlive the use.
    private static Task<string> AskAsync(PluginTestHost host, string ecu, ISecurityContext? caller = null) =>
        host.UseAsync<ISeedKeyProvider, string>(async provider =>
        {
            var request = new SeedKeyRequest { Ecu = ecu, Variant = "x", Level = 5, Seed = new byte[] { 0x10, 0x21, 0x52, 0x41 }, Caller = caller };
            var outcome = await provider.ComputeKeyAsync(request, CancellationToken.None);
            return outcome.Key is { } key ? Convert.ToHexString(key.Span) : outcome.ToString();
        });

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private Task<PluginTestHost> StartAsync(WebApplication keys, TimeProvider? time = null) => PluginTestHost.StartAsync(
        new PluginTestHostOptions { TimeProvider = time ?? TimeProvider.System }
            .Add("modular.samples.oem-security")
            .Configure("Oem:PublicKeyFile", _issuer.PublicKeyFile)
            .Configure("Oem:KeyServer", keys.Urls.First())
            .Configure("Oem:KeyServerEcus", "FLXC"));
}
