using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Modular.EndToEnd.Tests.Processes;

namespace Modular.EndToEnd.Tests.BadInput;

/// <summary>Wrong requests against the demo: each gets a precise GenericError.</summary>
public sealed class RequestTests(DemoServer demo) : IClassFixture<DemoServer>
{
    private static readonly string[] KnownMembers = ["message", "error_code", "vendor_code", "parameters", "x-errorsource"];

    [Theory]
    [InlineData("GET", "/vehicle/v15/components/nosuchecu", null, 404, "not-found")]
    [InlineData("GET", "/vehicle/v15/components/nosuchecu/data/x", null, 404, "not-found")]
    [InlineData("GET", "/vehicle/v15/components/{ecu}/data/NoSuchData", null, 404, "not-found")]
    [InlineData("GET", "/vehicle/v15/components/{ecu}/nosuchresource", null, 404, "not-found")]
    [InlineData("GET", "/nowhere", null, 404, "not-found")]
    [InlineData("DELETE", "/vehicle/v15/components", null, 405, "bad-request")]
    [InlineData("POST", "/vehicle/v15/authorize", "{\"client_id\":", 400, "bad-request")]
    [InlineData("POST", "/vehicle/v15/components/{ecu}/locks", "{\"lock_expiration\":", 400, "bad-request")]
    [InlineData("POST", "/vehicle/v15/components/{ecu}/locks", "{\"lock_expiration\":\"soon\"}", 400, "bad-request")]
    public async Task Send_WrongRequest_IsATellingGenericError(string method, string path, string? body, int expected, string vendorCode)
    {
        var (status, error) = await demo.Server.SendAsync(
            new HttpMethod(method), path.Replace("{ecu}", demo.Ecu, StringComparison.Ordinal), body);
        Assert.True(expected == (int)status, $"{status} {error}");
        Assert.Equal("vendor-specific", error.GetProperty("error_code").GetString());
        Assert.Equal(vendorCode, error.GetProperty("vendor_code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.All(error.EnumerateObject(), member => Assert.Contains(member.Name, KnownMembers));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Read_WithoutAToken_Is401(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/vehicle/v15/components/{demo.Ecu}/data");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var http = new HttpClient { BaseAddress = demo.Server.Address };
        using var response = await http.SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{response.StatusCode}");
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.NotEmpty(body.RootElement.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Send_BodyLargerThanAllowed_IsRefusedAndTheServerServesOn()
    {
        using var content = new StringContent("{\"client_id\":\"" + new string('x', 64 << 20) + "\"}", Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await demo.Server.Http.PostAsync("/vehicle/v15/authorize", content);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the body is still being sent; both are a refusal.
        }

        var (status, _) = await demo.Server.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }
}
