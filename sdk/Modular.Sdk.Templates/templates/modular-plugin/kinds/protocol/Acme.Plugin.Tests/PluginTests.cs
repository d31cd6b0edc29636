using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Transports;
using Modular.Sdk.Transports;

namespace Acme.Plugin.Tests;

public class PluginTests
{
    [Theory]
    [InlineData("7E 00", "Positive 7E00")]
    [InlineData("7F 3E 12", "Negative 7F3E12")]
    [InlineData(null, "NoResponse ")]
    public async Task ExchangeAsync_Answer_BecomesAnOutcome(string? answer, string expected)
    {
        await using var host = await PluginTestHost.StartAsync();

        Assert.Equal(expected, await ExchangeAsync(host, answer));
    }

    [Fact]
    public async Task Replace_AfterAnExchange_LeavesNothingBehind()
    {
        await using var host = await PluginTestHost.StartAsync();
        Assert.Equal("Positive 7E00", await ExchangeAsync(host, "7E 00"));

        await host.ReplaceAsync("plugin-id-token");

        Assert.Equal("Positive 7E00", await ExchangeAsync(host, "7E 00"));
        await host.AssertUnloadsAsync();
    }

    private static Task<string> ExchangeAsync(PluginTestHost host, string? answer) =>
        host.UseAsync<IDiagnosticProtocol, string>(async protocol =>
        {
            var link = new FakeLink(TimeProvider.System);
            if (answer is not null)
            {
                link.On("3E 00").Answer(answer);
            }

            await using var channel = protocol.Open(link, ComParamSet.Empty);
            var outcome = await channel.ExchangeAsync(new byte[] { 0x3E, 0x00 }, default, CancellationToken.None);
            return $"{outcome.Kind} {Convert.ToHexString(outcome.Response.Span)}";
        });
}
