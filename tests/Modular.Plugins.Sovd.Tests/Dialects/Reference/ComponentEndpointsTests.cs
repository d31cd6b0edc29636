using System.Net;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class ComponentEndpointsTests
{
    [Fact]
    public async Task List_TwoEcus_LinksCarryTheCallersHost()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var origin = server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var body = await (await server.SendAsync("GET", "/Vehicle/V15/Components")).JsonAsync();

        Assert.Equal(
            $$"""{"items":[{"href":"{{origin}}/vehicle/v15/components/flxc1000","id":"flxc1000","name":"FLXC1000"},{"href":"{{origin}}/vehicle/v15/components/fsnr2000","id":"fsnr2000","name":"FSNR2000"}],"x-sovd2uds-can-ecus":[],"x-sovd2uds-lin-ecus":[]}""",
            body.GetRawText());
    }

    [Theory]
    [InlineData("YES", null, 1)]
    [InlineData("no", null, 0)]
    [InlineData("YES", "false", 0)]
    [InlineData("yes", "false", 1)]
    public async Task List_SpecialDataFulfilTheCondition_AreListedTwice(string value, string? ignoreCase, int expected)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.SpecialDataGroups = [new("bus", null, [new(new("inner", null, [new(null, value, "CAN", null)]), null, null, null)])];
        await using var server = await SovdServer.StartAsync(
            vehicle.Tester,
            settings: ignoreCase is null
                ? []
                : [("ComponentLists:x-sovd2uds-can-ecus:CAN:Values:0", "yes"), ("ComponentLists:x-sovd2uds-can-ecus:CAN:IgnoreCase", ignoreCase)]);

        var body = await (await server.SendAsync("GET", "/vehicle/v15/components")).JsonAsync();

        var listed = body.GetProperty("x-sovd2uds-can-ecus");
        Assert.Equal(expected, listed.GetArrayLength());
        Assert.Equal(ignoreCase is null, body.TryGetProperty("x-sovd2uds-lin-ecus", out _));
        Assert.All(listed.EnumerateArray(), item => Assert.Equal("flxc1000", item.Text("id")));
    }

    [Fact]
    public async Task Get_DetectedVariant_ShapesAsTheReference()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var body = await (await server.SendAsync("GET", "/vehicle/v15/components/FLXC1000", headers: ("Host", "localhost:20002"))).JsonAsync();

        const string Link = "http://localhost:20002/vehicle/v15/components/flxc1000";
        Assert.Equal(
            $$"""{"id":"flxc1000","name":"FLXC1000","variant":{"name":"FLXC1000_App_0101","is_base_variant":false,"state":"Online","logical_address":"0x1000"},"locks":"{{Link}}/locks","operations":"{{Link}}/operations","data":"{{Link}}/data","configurations":"{{Link}}/configurations","x-single-ecu-jobs":"{{Link}}/x-single-ecu-jobs","faults":"{{Link}}/faults","modes":"{{Link}}/modes"}""",
            body.GetRawText());
    }

    [Fact]
    public async Task Get_NoVariant_IsUnknown()
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Status = new EcuStatus { State = EcuState.Offline };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var variant = (await (await server.SendAsync("GET", "/vehicle/v15/components/flxc1000")).JsonAsync()).GetProperty("variant");

        Assert.Equal("Unknown", variant.Text("name"));
        Assert.Equal("Offline", variant.Text("state"));
    }

    [Theory]
    [InlineData("x-sovd2uds-includesdgs")]
    [InlineData("X-Include-Sdgs")]
    public async Task Get_SpecialDataAskedFor_IsIncluded(string query)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.SpecialDataGroups =
        [
            new("default_sdg", "default", [new(null, "1.21GW", "power_requirement_max", null), new(new("inner", null, []), null, null, null)]),
        ];
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var body = await (await server.SendAsync("GET", $"/vehicle/v15/components/flxc1000?{query}=true&include-schema=true")).JsonAsync();

        Assert.Equal(
            """[{"caption":"default_sdg","si":"default","sdgs":[{"value":"1.21GW","si":"power_requirement_max"},{"caption":"inner"}]}]""",
            body.GetProperty("sdgs").GetRawText());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Any_UnknownEcu_IsNotFound(string method)
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var error = await (await server.SendAsync(method, "/vehicle/v15/components/nobody")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");

        Assert.Equal("Resource not found: /vehicle/v15/components/nobody", error.Text("message"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task Detect_Reachable_IsCreatedAndEmpty(string method)
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        await (await server.SendAsync(method, "/vehicle/v15/components/flxc1000")).EmptyAsync(HttpStatusCode.Created);

        Assert.Equal(1, vehicle.Ecu.Detections);
    }

    [Fact]
    public async Task List_NoTester_IsUnavailable()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        server.Tester.Remove(vehicle.Tester);

        var response = await server.SendAsync("GET", "/vehicle/v15/components");

        await response.ErrorAsync(HttpStatusCode.ServiceUnavailable, "vendor-specific", "plugin-unavailable");
        Assert.Equal("1", response.Headers.RetryAfter?.ToString());
    }
}
