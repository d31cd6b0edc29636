using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Transports;

namespace Acme.Plugin.Tests;

public class PluginTests
{
    [Fact]
    public async Task SendAsync_TesterPresent_IsAnswered()
    {
        await using var host = await PluginTestHost.StartAsync();

        Assert.Equal("7E00", await ExchangeAsync(host, "0x1000"));
    }

    [Fact]
    public async Task OpenAsync_AddressThatIsNoNumber_IsRefused()
    {
        await using var host = await PluginTestHost.StartAsync();

        var exception = await Assert.ThrowsAsync<LinkException>(() => ExchangeAsync(host, "somewhere"));

        Assert.Equal(LinkFailure.InvalidParameters, exception.Failure);
    }

    [Fact]
    public async Task Replace_AfterAnExchange_LeavesNothingBehind()
    {
        await using var host = await PluginTestHost.StartAsync();
        Assert.Equal("7E00", await ExchangeAsync(host, "0x1000"));

        await host.ReplaceAsync("plugin-id-token");

        Assert.Equal("7E00", await ExchangeAsync(host, "0x1000"));
        await host.AssertUnloadsAsync();
    }

    private static Task<string> ExchangeAsync(PluginTestHost host, string address)
    {
        var parameters = new LinkParameters("ECU", AddressingMode.Physical, new ComParamSet([new("CP_MemoryAddress", address)]));
        return host.UseAsync<ITransport, string>(async transport =>
        {
            await using var link = await transport.OpenAsync(parameters, CancellationToken.None);
            await link.SendAsync(new byte[] { 0x3E, 0x00 }, CancellationToken.None);
            return Convert.ToHexString((await link.ReceiveAsync(CancellationToken.None)).Payload.Span);
        });
    }
}
