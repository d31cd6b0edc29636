using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Tests.Plugins.Discovery;

public class ContractGateTests
{
    [Theory]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("1.0.0", "1.7.3")]
    [InlineData("1.7.9", "1.7.3")]
    [InlineData("1.7.0", "1.8.0-preview.1")]
    [InlineData("1.8.0-preview.1", "1.8.0-preview.1")]
    public void Check_HostHasTheContract_Passes(string plugin, string host) => ContractGate.Check(Parse(plugin), Parse(host));

    [Theory]
    [InlineData("1.1.0", "1.0.0", PluginReasonCode.SdkNewer)]
    [InlineData("1.8.0", "1.7.99", PluginReasonCode.SdkNewer)]
    [InlineData("1.8.0", "1.8.0-preview.1", PluginReasonCode.SdkNewer)]
    [InlineData("0.9.0", "1.0.0", PluginReasonCode.SdkIncompatible)]
    [InlineData("2.0.0", "1.9.0", PluginReasonCode.SdkIncompatible)]
    [InlineData("1.0.0-preview.1", "1.0.0", PluginReasonCode.SdkIncompatible)]
    [InlineData("1.0.0-preview.1", "1.0.0-preview.2", PluginReasonCode.SdkIncompatible)]
    public void Check_HostLacksTheContract_SaysHow(string plugin, string host, string code) =>
        Assert.Equal(code, Assert.Throws<PluginProblemException>(() => ContractGate.Check(Parse(plugin), Parse(host))).Code);

    private static SemanticVersion Parse(string text)
    {
        Assert.True(SemanticVersion.TryParse(text, out var version));
        return version;
    }
}
