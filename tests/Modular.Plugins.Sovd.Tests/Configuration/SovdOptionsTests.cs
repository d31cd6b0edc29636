using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Tests.Support;

namespace Modular.Plugins.Sovd.Tests.Configuration;

public sealed class SovdOptionsTests
{
    [Fact]
    public async Task Start_Mistakes_AreReportedTogether()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => SovdServer.StartAsync(
            new Vehicle().Tester, settings: [("MaxRequestBodyBytes", "1"), ("MaxExpirationSeconds", "0"), ("Naming:ReadActionAffix", "")]));

        foreach (var name in new[] { "MaxRequestBodyBytes", "MaxExpirationSeconds", "ReadActionAffix" })
        {
            Assert.Contains(exception.Failures, failure => failure.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Start_UnknownKey_IsAMistake()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => SovdServer.StartAsync(
            new Vehicle().Tester, settings: ("TrustForwardedHeader", "true")));

        Assert.Contains("TrustForwardedHeader", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NamingConfigured_IsUsed()
    {
        await using var server = await SovdServer.StartAsync(
            new Vehicle().Tester, settings: [("Naming:ShortNameAffixes:0", "Identifier_Read"), ("Naming:ShortNameAffixPosition", "Suffix")]);

        var body = await (await server.SendAsync("GET", "/vehicle/v15/components/flxc1000/data")).JsonAsync();

        Assert.Equal("VINData", body.GetProperty("items")[0].Text("id"));
    }
}
