using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Tests.Plugins.Faults;

/// <summary>Calls that never return, each in a server which goes on.</summary>
public sealed class HangTests(HangingServer server) : IClassFixture<HangingServer>
{
    [Theory]
    [InlineData("never")]
    [InlineData("block")]
    public async Task Request_NeverReturns_CallerIsToldAndThePluginIsQuarantined(string how)
    {
        var answer = await server.Answers[how];

        Assert.Equal(408, (int)answer.StatusCode);
        Assert.Equal("request-timeout", await ReadAsync(answer, "vendor_code"));
        Assert.True(answer.Headers.ConnectionClose);
        var trouble = await server.Process.FindTroubleAsync($"test.{how}", static _ => true);
        Assert.Equal(("Quarantined", PluginReasonCode.CallTimeout), ((string?)trouble["state"], (string?)trouble["code"]));
        Assert.Contains("while handling a request", (string?)trouble["reason"], StringComparison.Ordinal);
        Assert.Contains($"modular plugin release test.{how}", (string?)trouble["reason"], StringComparison.Ordinal);
        await AssertServesAsync();
    }

    [Fact]
    public async Task Request_RequiredPluginHangsOnce_ServesOn()
    {
        var answer = await server.Answers["required"];

        Assert.Equal(408, (int)answer.StatusCode);
        await server.Process.FindAsync("test.required@0.1.0#1: The plugin did not return within 4000 ms");
        Assert.Equal("served", await server.Process.Client.GetStringAsync("/required"));
    }

    [Theory]
    [InlineData("never")]
    [InlineData("block")]
    public async Task Authenticator_NeverReturns_FailsClosedAndServesOthers(string how)
    {
        var answer = await server.Answers[$"authenticator {how}"];

        Assert.Equal(503, (int)answer.StatusCode);
        Assert.Equal("plugin-unavailable", await ReadAsync(answer, "vendor_code"));
        using var other = await server.AskAsync("somebody");
        Assert.Equal("Bearer somebody", await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_ContributorBlocks_IsAFailedPartAndTheRestIsTold()
    {
        var health = JsonNode.Parse(await server.Process.Client.GetStringAsync("/health"))!;

        var parts = health["components"]!.AsArray().ToDictionary(static part => (string)part!["name"]!, static part => (string)part!["status"]!);
        Assert.Equal(("Failed", "Up"), (parts["blocks"], parts["fixture"]));
    }

    [Fact]
    public async Task LogSink_Blocks_IsQuarantinedAndTheServerServes()
    {
        var trouble = await server.Process.FindTroubleAsync("test.sink", static _ => true);

        Assert.Equal(("Quarantined", PluginReasonCode.CallTimeout), ((string?)trouble["state"], (string?)trouble["code"]));
        await AssertServesAsync();
    }

    [Fact]
    public async Task ChangeHandler_Blocks_IsQuarantinedAndTheServerServes()
    {
        var trouble = await server.Process.FindTroubleAsync("test.listener-blocks", static _ => true);

        Assert.Contains("while handling a change", (string?)trouble["reason"], StringComparison.Ordinal);
        await AssertServesAsync();
    }

    private async Task AssertServesAsync() =>
        Assert.Equal(200, (int)(await server.Process.Client.GetAsync("/fixture/hello")).StatusCode);

    private static async Task<string?> ReadAsync(HttpResponseMessage answer, string member) =>
        (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())![member];
}
