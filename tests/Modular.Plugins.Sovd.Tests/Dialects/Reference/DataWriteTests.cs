using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class DataWriteTests
{
    private const string Vin = "/vehicle/v15/components/flxc1000/data/vindataidentifier";

    [Fact]
    public async Task Write_Json_GivesParametersUnderTheLocksEpoch()
    {
        var vehicle = new Vehicle();
        string? text = null;
        vehicle.Ecu.Execution = (call, sink) =>
        {
            Assert.True(call.Parameters!.TryGet("VINDataIdentifier", out var value));
            text = value.AsText();
            Assert.False(call.Parameters.TryGet("vindataidentifier", out _));
            Assert.Equal(["VINDataIdentifier"], call.Parameters.Names);
            return FakeEcu.Positive([0x6E, 0xF1, 0x90]);
        };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();

        var response = await server.SendAsync("PUT", Vin, content: Responses.Json("""{"data":{"VINDataIdentifier":"SCEDT26T8BD005261"}}"""));

        await response.EmptyAsync(HttpStatusCode.NoContent);
        Assert.Equal("SCEDT26T8BD005261", text);
        var call = Assert.Single(vehicle.Ecu.Calls);
        Assert.Equal("VINDataIdentifier_Write", call.Service.ShortName);
        Assert.Equal(vehicle.Ecu.Fences.Single(), call.LockEpoch);
    }

    [Fact]
    public async Task Write_Bytes_GivesThemRaw()
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, _) => FakeEcu.Positive([0x6E, 0xF1, 0x90]);
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();
        using var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

        await (await server.SendAsync("PUT", Vin, content: content)).EmptyAsync(HttpStatusCode.NoContent);

        Assert.Equal([1, 2, 3], Assert.Single(vehicle.Ecu.Calls).RawParameters!.Value.ToArray());
    }

    [Fact]
    public async Task Write_NoLock_IsForbidden()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        await (await server.SendAsync("PUT", Vin, content: Responses.Json("""{"data":{}}"""))).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.Empty(vehicle.Ecu.Calls);
    }

    [Fact]
    public async Task Write_LockNotRequired_OnlyAForeignLockRefuses()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester, settings: ("RequireLockForDataWrite", "false"));

        await (await server.SendAsync("PUT", Vin, content: Responses.Json("""{"data":{}}"""))).EmptyAsync(HttpStatusCode.NoContent);
        await server.LockAsync("bob");
        await (await server.SendAsync("PUT", Vin, content: Responses.Json("""{"data":{}}"""))).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.Null(Assert.Single(vehicle.Ecu.Calls).LockEpoch);
    }

    [Theory]
    [InlineData("text/plain", "x", "Content-Type")]
    [InlineData(null, "", "Content-Type")]
    [InlineData("application/json", "{\n  \"data\": {,}}", "line 2, byte 12")]
    [InlineData("application/json", "[]", "object")]
    [InlineData("application/json", "{}", "'data'")]
    [InlineData("application/json", "{\"data\":7}", "'data'")]
    public async Task Write_BadBody_SaysWhatAndWhere(string? contentType, string body, string message)
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);

        var error = await (await server.SendAsync("PUT", Vin, content: content)).ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");

        Assert.Contains(message, error.Text("message"), StringComparison.Ordinal);
        Assert.Empty(vehicle.Ecu.Calls);
    }

    [Fact]
    public async Task Write_TooLongOrTooDeep_IsBadRequest()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester, settings: ("MaxRequestBodyBytes", "1024"));
        await server.LockAsync();
        var chunked = new StreamContent(new MemoryStream(new byte[4096])) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

        await (await server.SendAsync("PUT", Vin, content: Responses.Json($$$"""{"data":{"x":"{{{new string('x', 1024)}}}"}}""")))
            .ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");
        await (await server.SendAsync("PUT", Vin, content: chunked, headers: ("Transfer-Encoding", "chunked")))
            .ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");
        await (await server.SendAsync("PUT", Vin, content: Responses.Json($"{{\"data\":{new string('[', 64)}{new string(']', 64)}}}")))
            .ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");

        Assert.Empty(vehicle.Ecu.Calls);
    }

    [Fact]
    public async Task Write_ParameterRefused_TellsItsPath()
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = static (_, _) =>
            throw new DiagnosticException(DiagnosticFailure.MissingParameter, "Required parameter 'Year' missing") { ParameterPath = "/Date/Year" };
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();

        var error = await (await server.SendAsync("PUT", Vin, content: Responses.Json("""{"data":{}}""")))
            .ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");

        Assert.Equal("Required parameter 'Year' missing", error.Text("message"));
        Assert.Equal("""{"path":"/Date/Year"}""", error.GetProperty("parameters").GetRawText());
    }

    [Fact]
    public async Task Write_OnlyReadable_IsNotFound()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        await server.LockAsync();

        var response = await server.SendAsync("PUT", "/vehicle/v15/components/flxc1000/data/fluxcapacitorpowerconsumption", content: Responses.Json("""{"data":{}}"""));

        await response.ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
    }
}
