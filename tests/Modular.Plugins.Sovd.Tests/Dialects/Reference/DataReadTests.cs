using System.Net;
using System.Net.Http.Headers;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class DataReadTests
{
    private const string Data = "/vehicle/v15/components/flxc1000/data";
    private const string Vin = Data + "/vindataidentifier";

    [Fact]
    public async Task List_Variant_ShowsTrimmedNames()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var body = await (await server.SendAsync("GET", Data)).JsonAsync();

        Assert.Equal(
            """{"items":[{"category":"DATA","id":"VINDataIdentifier","name":"VINDataIdentifier"},{"category":"DATA","id":"ActiveDiagnosticSessionDataIdentifier","name":"ActiveDiagnosticSessionDataIdentifier"},{"category":"DATA","id":"FluxCapacitorPowerConsumption","name":"Flux Capacitor Power Consumption"}]}""",
            body.GetRawText());
    }

    [Fact]
    public async Task List_DeniedService_IsHiddenAndForbidden()
    {
        static AccessDecision Authorize(DiagnosticServiceUse use) =>
            use.Service.ShortName.StartsWith("VIN", StringComparison.Ordinal) ? AccessDecision.Deny("The VIN is private.") : AccessDecision.Allow;

        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester, authorize: Authorize);

        var body = await (await server.SendAsync("GET", Data)).JsonAsync();
        var error = await (await server.SendAsync("GET", Vin)).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.DoesNotContain("VIN", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("The VIN is private.", error.Text("message"));
        Assert.Empty(vehicle.Ecu.Calls);
    }

    [Theory]
    [InlineData("vindataidentifier")]
    [InlineData("VINDataIdentifier")]
    [InlineData("VINDATAIDENTIFIER_READ")]
    [InlineData("VINData")]
    public async Task Read_AnyCase_AnswersWithLowerCaseId(string name)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, sink) =>
        {
            Vehicle.RenderVin(sink);
            return FakeEcu.Positive([0x62, 0xF1, 0x90, 0x53]);
        };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var body = await (await server.SendAsync("GET", $"{Data}/{name}")).JsonAsync();

        Assert.Equal("""{"id":"vindataidentifier","data":{"VINDataIdentifier":"SCEDT26T8BD005261"}}""", body.GetRawText());
        var call = Assert.Single(vehicle.Ecu.Calls);
        Assert.Equal("alice", call.Caller?.Subject);
        Assert.Null(call.LockEpoch);
        Assert.Equal(0, server.Tester.Leases);
    }

    [Fact]
    public async Task Read_FieldError_IsReportedBesideTheRest()
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, sink) =>
        {
            sink.BeginArray("List/Of~Things"u8);
            sink.Number(default, 1L);
            sink.Error(default, new FieldError("No entry of the text table.", "7"));
            sink.EndArray();
            sink.BeginObject("Record"u8);
            sink.Error("Speed"u8, new FieldError("Outside the limits.", null));
            sink.EndObject();
            return FakeEcu.Positive([0x62, 0xF1, 0x90]);
        };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var body = await (await server.SendAsync("GET", Vin)).JsonAsync();

        Assert.Equal("""{"List/Of~Things":[1,null],"Record":{}}""", body.GetProperty("data").GetRawText());
        Assert.Equal(
            """[{"path":"/data/List~1Of~0Things/1","error":{"message":"Failed to parse parameter","error_code":"vendor-specific","vendor_code":"error-interpreting-message","parameters":{"details":"No entry of the text table.","value":"7"}}},{"path":"/data/Record/Speed","error":{"message":"Failed to parse parameter","error_code":"vendor-specific","vendor_code":"error-interpreting-message","parameters":{"details":"Outside the limits."}}}]""",
            body.GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task Read_NothingMapped_IsNoContent()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        await (await server.SendAsync("GET", Vin)).EmptyAsync(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("application/octet-stream", null)]
    [InlineData(null, "application/octet-stream")]
    [InlineData("*/*", "application/octet-stream")]
    [InlineData("application/json;q=0.2, application/octet-stream;q=0.9", null)]
    public async Task Read_BytesWanted_AnswersWithTheDataBytes(string? accept, string? contentType)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, _) => FakeEcu.Positive([0x62, 0xF1, 0x90, 0x53, 0x43]);
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        using var content = contentType is null ? null : new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };

        var response = await server.SendAsync("GET", Vin, content: content, headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x53, 0x43], await response.Content.ReadAsByteArrayAsync());
        Assert.False(Assert.Single(vehicle.Ecu.Calls).Decode);
    }

    [Fact]
    public async Task Read_AcceptsOnlyText_IsBadRequest()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        await (await server.SendAsync("GET", Vin, headers: ("Accept", "text/html"))).ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/octet-stream")]
    public async Task Read_NegativeResponse_IsBadGatewayWithCode(string accept)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, sink) =>
        {
            sink.Number("Left"u8, 1L);
            return FakeEcu.Negative(0x22, 0x31);
        };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var error = await (await server.SendAsync("GET", Vin, headers: ("Accept", accept))).ErrorAsync(HttpStatusCode.BadGateway, "error-response");

        Assert.Equal("A negative Response was received (Request Out Of Range)", error.Text("message"));
        Assert.Equal("""{"NRC":49,"SID":34}""", error.GetProperty("parameters").GetRawText());
        Assert.Equal("ECU", error.Text("x-errorsource"));
    }

    [Fact]
    public async Task Read_Silence_IsGatewayTimeout()
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, _) => FakeEcu.Silent();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        await (await server.SendAsync("GET", Vin)).ErrorAsync(HttpStatusCode.GatewayTimeout, "not-responding");
    }

    [Theory]
    [InlineData(DiagnosticFailure.UnknownService, 404, "vendor-specific", "not-found")]
    [InlineData(DiagnosticFailure.UnknownState, 404, "vendor-specific", "not-found")]
    [InlineData(DiagnosticFailure.AccessDenied, 403, "insufficient-access-rights", null)]
    [InlineData(DiagnosticFailure.LockSuperseded, 403, "insufficient-access-rights", null)]
    [InlineData(DiagnosticFailure.PreconditionNotFulfilled, 400, "vendor-specific", "bad-request")]
    [InlineData(DiagnosticFailure.MissingParameter, 400, "vendor-specific", "bad-request")]
    [InlineData(DiagnosticFailure.InvalidParameter, 400, "vendor-specific", "bad-request")]
    [InlineData(DiagnosticFailure.NotSupported, 400, "vendor-specific", "bad-request")]
    [InlineData(DiagnosticFailure.ResponseTooShort, 400, "vendor-specific", "bad-request")]
    [InlineData(DiagnosticFailure.ResponseMismatch, 400, "vendor-specific", "bad-request")]
    [InlineData(DiagnosticFailure.Busy, 503, "preconditions-not-fulfilled", null)]
    [InlineData(DiagnosticFailure.Offline, 504, "not-responding", null)]
    [InlineData(DiagnosticFailure.DatabaseInvalid, 500, "sovd-server-failure", null)]
    public async Task Read_DiagnosticFailure_HasItsStatus(DiagnosticFailure failure, int status, string code, string? vendorCode)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = (_, _) => throw new DiagnosticException(failure, "Payload too short, expected at least 7 bytes, got 3 bytes");
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var error = await (await server.SendAsync("GET", Vin)).ErrorAsync((HttpStatusCode)status, code, vendorCode);

        Assert.Equal("Payload too short, expected at least 7 bytes, got 3 bytes", error.Text("message"));
    }

    [Theory]
    [InlineData(LinkFailure.NodeUnknown, 504)]
    [InlineData(LinkFailure.ConnectFailed, 504)]
    [InlineData(LinkFailure.ActivationTimeout, 504)]
    [InlineData(LinkFailure.AcknowledgeTimeout, 504)]
    [InlineData(LinkFailure.NotAcknowledged, 400)]
    [InlineData(LinkFailure.MessageTooLong, 400)]
    [InlineData(LinkFailure.ActivationRefused, 500)]
    [InlineData(LinkFailure.ConnectionLost, 500)]
    [InlineData(LinkFailure.ProtocolViolation, 500)]
    [InlineData(LinkFailure.InvalidParameters, 500)]
    [InlineData(LinkFailure.Closed, 500)]
    public async Task Read_LinkFailure_HasItsStatus(LinkFailure failure, int status)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = (_, _) => throw new LinkException(failure, "The gateway is gone.");
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var error = await (await server.SendAsync("GET", Vin)).JsonAsync((HttpStatusCode)status);

        Assert.Equal("The gateway is gone.", error.Text("message"));
    }

    [Fact]
    public async Task Read_AllowedValuesKnown_AreTold()
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, _) =>
            throw new DiagnosticException(DiagnosticFailure.InvalidParameter, "No.") { ParameterPath = "/value", AllowedValues = ["On", "Off"] };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var error = await (await server.SendAsync("GET", Vin)).ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "invalid-parameter");

        Assert.Equal("The parameter value is not valid", error.Text("message"));
        Assert.Equal("""{"details":"value","possiblevalues":["on","off"]}""", error.GetProperty("parameters").GetRawText());
    }

    [Fact]
    public async Task Read_UnknownDatum_IsNotFound()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var error = await (await server.SendAsync("GET", $"{Data}/nothing")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");

        Assert.Equal($"Resource not found: {Data}/nothing", error.Text("message"));
    }

    [Fact]
    public async Task Read_SpecialDataWanted_AsksNoEcu()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var body = await (await server.SendAsync("GET", $"{Data}/FluxCapacitorPowerConsumption?x-sovd2uds-includesdgs=true")).JsonAsync();

        Assert.Equal(
            """{"items":{"fluxcapacitorpowerconsumption_read":{"sdgs":[{"caption":"flux_capacitor_sdg","si":"sensor_metadata","sdgs":[{"value":"gigawatts","si":"measurement_unit"}]}]}}}""",
            body.GetRawText());
        Assert.Empty(vehicle.Ecu.Calls);
    }
}
