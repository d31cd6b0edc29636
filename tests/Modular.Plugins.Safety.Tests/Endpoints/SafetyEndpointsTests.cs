using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Modular.Plugins.Safety.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Security;

namespace Modular.Plugins.Safety.Tests.Endpoints;

/// <summary>The plugin in the real host, with a fake vehicle.</summary>
public sealed class SafetyEndpointsTests
{
    private const string Id = "modular.safety";

    private readonly FakeBrake _brake = new();
    private readonly FakeEcu _ecu = new();

    [Fact]
    public async Task Get_NoSection_ThePluginRunsAndOffersNothing()
    {
        await using var host = await PluginTestHost.StartAsync(Options());

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/safety")).StatusCode);
        await Assert.ThrowsAsync<Sdk.Capabilities.PluginUnavailableException>(() => host.UseAsync<ISafetyPolicy>(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task Put_ValueOfARig_DecidesOnServices()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(host, "PUT", "/safety/values/speed", """{"value":0}"""));
        Assert.True(await IsAllowedAsync(host));

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(host, "PUT", "/safety/values/speed", """{"value":"12.5"}"""));

        Assert.False(await IsAllowedAsync(host));
        var status = await host.Client.GetStringAsync("/safety");
        using var document = JsonDocument.Parse(status);
        var value = document.RootElement.GetProperty("values")[0];
        Assert.Equal(("Speed", "12.5", true), (value.GetProperty("name").GetString(), value.GetProperty("value").GetString(), value.GetProperty("is_known").GetBoolean()));
        Assert.Equal("moving", document.RootElement.GetProperty("rules")[0].GetString());
        Assert.False(document.RootElement.TryGetProperty("emergency_stop", out _));
    }

    [Fact]
    public async Task Put_NotAnOperator_IsForbidden()
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(host, "PUT", "/safety/values/speed", """{"value":0}""", "stranger"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(host, "POST", "/safety/emergency-stop/release", """{"reason":"x"}""", "stranger"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":""}""")]
    [InlineData("""{"value":1,"value":2}""")]
    [InlineData("""{"value":"\ud800"}""")]
    [InlineData("""{"value":"a\nb"}""")]
    public async Task Put_MalformedBody_IsABadRequest(string body)
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "PUT", "/safety/values/speed", body));
    }

    [Fact]
    public async Task Put_UnknownValueOrTooLong_IsRefused()
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(host, "PUT", "/safety/values/height", """{"value":0}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "PUT", "/safety/values/speed", $$"""{"value":"{{new string('1', 5000)}}"}"""));
    }

    [Fact]
    public async Task Post_EmergencyStop_ReportsPerEcuAndIsReleasedByAnOperator()
    {
        await using var host = await StartAsync();
        using var request = Request("POST", "/safety/emergency-stop", """{"reason":"smoke"}""", "stranger");

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("stranger", report.RootElement.GetProperty("emergency_stop").GetProperty("by").GetString());
        Assert.Equal(
            ["Brakes Failed", "Gateway DefaultSession"],
            report.RootElement.GetProperty("ecus").EnumerateArray().Select(ecu => $"{ecu.GetProperty("ecu")} {ecu.GetProperty("outcome")}"));
        Assert.Equal(["stranger|smoke"], _brake.Stops);
        Assert.Contains("emergency stop by stranger", await host.Client.GetStringAsync("/health"), StringComparison.OrdinalIgnoreCase);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(host, "POST", "/safety/emergency-stop/release", """{"reason":"no fire"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(host, "POST", "/safety/emergency-stop/release", """{"reason":"again"}"""));
    }

    [Fact]
    public async Task Post_ReleaseWhileATriggerHolds_IsRefused()
    {
        await using var host = await StartAsync(options => options.Configure("Safety:Triggers:0:When:0", "Speed > 50"));
        await SendAsync(host, "PUT", "/safety/values/speed", """{"value":60}""");

        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(host, "POST", "/safety/emergency-stop/release", """{"reason":"x"}"""));
    }

    [Fact]
    public async Task Post_StopWithoutReasonOrTester_IsRefused()
    {
        await using var host = await StartAsync(brake: false);

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "POST", "/safety/emergency-stop", "{}"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(host, "POST", "/safety/emergency-stop", """{"reason":"smoke"}"""));
    }

    [Fact]
    public async Task Health_ValueUnknown_IsUpWithARemark()
    {
        await using var host = await StartAsync();

        Assert.Contains("Speed is not known", await host.Client.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SendAsync(PluginTestHost host, string method, string path, string body, string caller = "operator")
    {
        using var request = Request(method, path, body, caller);
        using var response = await host.Client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            using var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            Assert.False(string.IsNullOrEmpty(error.RootElement.GetProperty("message").GetString()));
        }

        return response.StatusCode;
    }

    private static HttpRequestMessage Request(string method, string path, string body, string caller) => new(new HttpMethod(method), path)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", caller) },
    };

    private static Task<bool> IsAllowedAsync(PluginTestHost host) => host.UseAsync<ISafetyPolicy, bool>(async policy =>
        (await policy.EvaluateAsync(Settings.Request(), CancellationToken.None)).IsAllowed);

    private Task<PluginTestHost> StartAsync(Action<PluginTestHostOptions>? more = null, bool brake = true)
    {
        var options = Options(brake)
            .Configure("Safety:Operators:0", "oper*")
            .Configure("Safety:Values:Speed:Push", "true")
            .Configure("Safety:Values:Speed:MaxAge", "00:10:00")
            .Configure("Safety:Rules:0:Name", "moving")
            .Configure("Safety:Rules:0:When:0", "Speed > 3");
        more?.Invoke(options);
        return PluginTestHost.StartAsync(options);
    }

    private PluginTestHostOptions Options(bool brake = true)
    {
        var options = new PluginTestHostOptions().Add(Id).Provide<IAuthenticator>(new FakeAuthenticator()).Provide<IDiagnosticTester>(_ecu);
        return brake ? options.Provide<IEmergencyStop>(_brake) : options;
    }
}
