using System.Net;
using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

public sealed class RequestTests : IAsyncLifetime, IDisposable
{
    private readonly PluginRoot _root = new("test.endpoints", "test.security");
    private TestServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await TestServer.StartAsync(_root, "--Server:RequestTimeoutSeconds=1", "--Server:MaximumBodyBytes=2000");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("/fixture/hello")]
    [InlineData("/FIXTURE/Hello")]
    [InlineData("/fixture/hello/")]
    public async Task Get_PathInAnyCaseWithOrWithoutSlash_IsServedInAScope(string path)
    {
        var (status, body) = await _server.GetAsync(path);

        Assert.Equal((200, "default 5 scoped"), (status, body));
    }

    [Fact]
    public async Task Get_GeneratedHandler_IsInjectedFromThePluginsScope() =>
        Assert.Equal((200, "scoped 7"), await _server.GetAsync("/fixture/generated/7"));

    [Theory]
    [InlineData("/nope")]
    [InlineData("/fixture/nope")]
    public async Task Get_UnknownPath_Is404(string path) => AssertError(
        404, $"Resource not found: {path}", "vendor-specific", "not-found", await _server.GetAsync(path));

    [Fact]
    public async Task Get_HandlerAnswersBare404_GetsTheErrorBody() => AssertError(
        404, "Resource not found: /fixture/bare404", "vendor-specific", "not-found", await _server.GetAsync("/fixture/bare404"));

    [Fact]
    public async Task Post_WrongMethod_Is405WithAllow()
    {
        using var response = await _server.Client.PostAsync("/fixture/hello", null);

        Assert.Equal(["GET"], response.Content.Headers.Allow);
        AssertError(405, "Method not allowed", "vendor-specific", "bad-request", ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_HandlerThrows_Is500WithoutInternals()
    {
        var answer = await _server.GetAsync("/fixture/throw");

        AssertError(500, "The server failed to handle the request.", "sovd-server-failure", null, answer);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        Assert.Contains(_server.Log.Lines, line => line.Contains("secret internals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_HandlerThrowsBehindHalfAnAnswer_BreaksTheConnectionInsteadOfAddingTheError() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => _server.GetAsync("/fixture/half"));

    [Fact]
    public async Task Get_CapabilityMissing_Is503WithRetryAfter()
    {
        using var response = await _server.Client.GetAsync("/fixture/tester");

        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        AssertError(
            503, "A part of the server which this needs is not running.", "sovd-server-failure", "plugin-unavailable",
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_SlowerThanAllowed_Is408() => AssertError(
        408, "Request timed out", "vendor-specific", "request-timeout", await _server.GetAsync("/fixture/slow"));

    [Theory]
    [InlineData(2000, HttpStatusCode.OK)]
    [InlineData(2001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_BodyAtTheLimit_IsCutThere(int length, HttpStatusCode expected)
    {
        using var response = await _server.Client.PostAsync("/fixture/body", new StringContent(new string('x', length)));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Get_NoCredential_Is401WithChallenge()
    {
        using var response = await _server.Client.GetAsync("/fixture/caller");

        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        AssertError(
            401, "There is no token.", "insufficient-access-rights", null, ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("forged", 403, "The token is forged.", "insufficient-access-rights")]
    [InlineData("misconfigured", 500, "There is no key.", "sovd-server-misconfigured")]
    [InlineData("throw", 500, "The security plugin failed, so the caller was not authenticated.", "sovd-server-failure")]
    public async Task Get_Refused_TellsTheReason(string token, int status, string message, string code) =>
        AssertError(status, message, code, null, await _server.GetAsync("/fixture/caller", token));

    [Fact]
    public async Task Get_KnownCaller_ReachesTheEndpoint() =>
        Assert.Equal((200, "alice"), await _server.GetAsync("/fixture/caller", "token-for-alice"));

    [Fact]
    public async Task Get_NoSecurityPlugin_FailsClosed()
    {
        using var root = new PluginRoot("test.endpoints");
        await using var server = await TestServer.StartAsync(root);

        var (status, body) = await server.GetAsync("/fixture/caller", "token-for-alice");

        Assert.Equal(503, status);
        Assert.Equal("plugin-unavailable", (string?)JsonNode.Parse(body)!["vendor_code"]);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task Get_BeforeThePluginsRun_Is503ForTheirPathsOnly()
    {
        await using var server = await TestServer.ListenAsync(_root);

        Assert.Equal(503, (await server.GetAsync("/fixture/hello")).Status);
        Assert.Equal(404, (await server.GetAsync("/fixturex")).Status);
        Assert.Equal("Starting", (string?)JsonNode.Parse((await server.GetAsync("/health")).Body)!["status"]);
        await server.StartPluginsAsync();
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    private static void AssertError(int status, string message, string code, string? vendorCode, (int Status, string Body) answer)
    {
        Assert.Equal(status, answer.Status);
        var error = JsonNode.Parse(answer.Body)!;
        Assert.Equal(message, (string?)error["message"]);
        Assert.Equal(code, (string?)error["error_code"]);
        Assert.Equal(vendorCode, (string?)error["vendor_code"]);
    }
}
