using System.Net;
using System.Text.Json;
using Modular.Samples.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Diagnostics;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Security;

namespace Modular.Samples.Tests.Endpoints;

public sealed class EndpointsPluginTests
{
    private const string Identification = "/x-acme/v1/ecus/flxc1000/identification";

    [Fact]
    public async Task Identify_StructuredAnswer_ShowsEveryValueByItsPath()
    {
        await using var host = await StartAsync(static sink =>
        {
            sink.BeginObject("Version"u8);
            sink.Number("Major"u8, 3L);
            sink.Number("Ratio"u8, 1.5);
            sink.BeginArray("Parts"u8);
            sink.Text(default, "a"u8);
            sink.Bytes(default, [0xAB, 0x01]);
            sink.EndArray();
            sink.EndObject();
            sink.Error("Broken"u8, new FieldError("no scale fits", "7"));
            return FakeEcu.Positive(0x62);
        });

        var (status, body) = await host.Client.GetAsync(Identification, null);

        Assert.Equal(HttpStatusCode.OK, status);
        using var document = JsonDocument.Parse(body);
        Assert.Equal(
            """{"Version/Major":"3","Version/Ratio":"1.5","Version/Parts/0":"a","Version/Parts/1":"AB01","Broken":"? no scale fits"}""",
            document.RootElement.GetProperty("values").GetRawText());
        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task Identify_NegativeOrSilentOrUnknownEcu_IsTheRightStatus()
    {
        await using var negative = await StartAsync(static _ => FakeEcu.Negative(0x22, 0x31));
        await using var silent = await StartAsync(static _ => FakeEcu.Silent());

        Assert.Equal(HttpStatusCode.BadGateway, (await negative.Client.GetAsync(Identification, null)).Status);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await silent.Client.GetAsync(Identification, null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await silent.Client.GetAsync("/x-acme/v1/ecus/nothing/identification", null)).Status);
    }

    [Fact]
    public async Task Identify_CallerWithoutRightOnTheService_IsForbidden()
    {
        var authenticator = new FakeAuthenticator { Authorize = static (_, _) => AccessDecision.Deny("The VIN is private.") };
        await using var host = await StartAsync(null, authenticator);

        var (status, body) = await host.Client.GetAsync(Identification, null);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("The VIN is private.", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithoutCredential_IsUnauthorized()
    {
        await using var host = await StartAsync(null, new FakeAuthenticator { DefaultSubject = null });

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("/x-acme/v1/ecus", null)).Status);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryRoute()
    {
        await using var host = await StartAsync(null);

        var (_, body) = await host.Client.GetAsync("/openapi.json", null);

        using var document = JsonDocument.Parse(body);
        var paths = document.RootElement.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/x-acme/v1/ecus", out _));
        Assert.True(paths.TryGetProperty("/x-acme/v1/ecus/{ecu}/identification", out _));
    }

    private static Task<PluginTestHost> StartAsync(Func<IParameterSink, ServiceOutcome>? answer, FakeAuthenticator? authenticator = null) => PluginTestHost.StartAsync(
        new PluginTestHostOptions()
            .Add("modular.samples.endpoints")
            .Provide<IAuthenticator>(authenticator ?? new FakeAuthenticator())
            .Provide<IDiagnosticTester>(Vehicle.Create(answer)));
}
