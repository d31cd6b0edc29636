using System.Net;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class ServerEndpointsTests
{
    [Theory]
    [InlineData("/vehicle/v15/data/version")]
    [InlineData("/vehicle/v15/apps/sovd2uds/data/version?include-schema=true")]
    public async Task Version_Anyone_MayReadIt(string path)
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var body = await (await server.SendAsync("GET", path, caller: null)).JsonAsync();

        Assert.Equal(
            """{"id":"version","data":{"name":"Modular","api":{"version":"1.1"},"implementation":{"version":"1.2.3","commit":"unknown","build_date":"unknown"}}}""",
            body.GetRawText());
    }

    [Theory]
    [InlineData(null, null, null, "http://127.0.0.1:PORT/vehicle/v15")]
    [InlineData("X-Forwarded-Host", "evil.example", null, "http://127.0.0.1:PORT/vehicle/v15")]
    [InlineData("X-Forwarded-Host", "car.example:8443, inner", "true", "http://car.example:8443/vehicle/v15")]
    [InlineData("Forwarded", "for=1.2.3.4;host=\"car.example\";proto=https, host=inner", "true", "https://car.example/vehicle/v15")]
    [InlineData("Forwarded", "host=\"a/b\"", "true", "http://127.0.0.1:PORT/vehicle/v15")]
    public async Task VersionInfo_BehindAProxy_LinksFollowItOnlyWhereTrusted(string? header, string? value, string? trust, string expected)
    {
        await using var server = await SovdServer.StartAsync(
            new Vehicle().Tester, settings: trust is null ? [] : [("TrustForwardedHeaders", trust)]);

        var body = await (await server.SendAsync("GET", "/version-info", caller: null, headers: header is null ? [] : [(header, value!)])).JsonAsync();

        var info = body.GetProperty("sovd_info")[0];
        Assert.Equal(expected.Replace("PORT", $"{server.Client.BaseAddress!.Port}", StringComparison.Ordinal), info.Text("base_uri"));
        Assert.Equal("1.1", info.Text("version"));
        Assert.Equal("""{"name":"Modular","version":"1.2.3"}""", info.GetProperty("vendor_info").GetRawText());
    }

    [Fact]
    public async Task Authorize_RightSecret_GivesAToken()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var response = await server.SendAsync(
            "POST", "/vehicle/v15/authorize", caller: null, Responses.Json("""{"client_id":"me","client_secret":"right","grant_type":"x"}"""));

        Assert.Equal("""{"access_token":"the-token","token_type":"Bearer","expires_in":3600}""", (await response.JsonAsync()).GetRawText());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("me", Assert.Single(server.Issuer.Requests).ClientId);
    }

    [Fact]
    public async Task Authorize_WrongSecret_IsForbidden()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var response = await server.SendAsync("POST", "/vehicle/v15/authorize", caller: null, Responses.Json("""{"client_id":"me","client_secret":"x"}"""));

        await response.ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"client_id":"me"}""")]
    [InlineData("""{"client_id":"me","client_secret":null}""")]
    [InlineData("""{"client_id":7,"client_secret":"right"}""")]
    public async Task Authorize_BadBody_NeverReachesTheIssuer(string body)
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var response = await server.SendAsync("POST", "/vehicle/v15/authorize", caller: null, Responses.Json(body));

        await response.ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");
        Assert.Empty(server.Issuer.Requests);
    }

    [Fact]
    public async Task Authorize_NoIssuer_IsUnavailable()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester, withIssuer: false);

        var response = await server.SendAsync("POST", "/vehicle/v15/authorize", caller: null, Responses.Json("""{"client_id":"me","client_secret":"x"}"""));

        await response.ErrorAsync(HttpStatusCode.ServiceUnavailable, "vendor-specific", "plugin-unavailable");
    }

    [Fact]
    public async Task NetworkStructure_GatewayAndGroup_ShapesAsTheReference()
    {
        var vehicle = new Vehicle();
        var ecu = new NetworkEcu("FLXC1000", vehicle.Ecu.Status);
        vehicle.Tester.Structure = new NetworkStructure(
            [new NetworkGateway("FLXC1000", "10.2.1.100", 0x1000, [ecu, new NetworkEcu("X", new EcuStatus { State = EcuState.NotTested })])],
            [new NetworkFunctionalGroup("fgl", [ecu])]);
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var body = await (await server.SendAsync("GET", "/vehicle/v15/apps/sovd2uds/data/networkstructure")).JsonAsync();

        const string Ecu =
            """{"Qualifier":"FLXC1000","Variant":"FLXC1000_App_0101","EcuState":"Online","LogicalAddress":"0x1000","LogicalLink":"FLXC1000_on_UDS_Ethernet_DoIP_DOBT"}""";
        Assert.Equal(
            $$"""{"id":"networkstructure","data":[{"FunctionalGroups":[{"Qualifier":"fgl","Ecus":[{{Ecu}}]}],"Gateways":[{"Name":"FLXC1000","NetworkAddress":"10.2.1.100","LogicalAddress":"0x1000","Ecus":[{{Ecu}},{"Qualifier":"X","Variant":"Unknown","EcuState":"NotTested","LogicalAddress":"","LogicalLink":"X_on_"}]}]}]}""",
            body.GetRawText());
    }
}
