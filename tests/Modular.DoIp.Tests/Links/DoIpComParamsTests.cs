using Modular.DoIp.Links;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Tests.Links;

public sealed class DoIpComParamsTests
{
    [Fact]
    public void ToLinkOptions_AllParameters_AreApplied()
    {
        var options = DoIpComParams.ToLinkOptions(Link(
            AddressingMode.Physical,
            ("CP_DoIPLogicalTesterAddress", "0x0E80"),
            ("CP_DoIPLogicalEcuAddress", "4097"),
            ("CP_DoIPDiagnosticAckTimeout", "2000000"),
            ("CP_DoIPNumberOfRetries", "{\"0x03\":3,\"5\":1}"),
            ("CP_DoIPRetryPeriod", "100000"),
            ("CP_RepeatReqCountTrans", "7")));
        Assert.Equal((0x0E80, 0x1001), (options.TesterAddress, options.TargetAddress));
        Assert.Equal(TimeSpan.FromSeconds(2), options.AcknowledgementTimeout);
        Assert.Equal(3, options.Retries[DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress]);
        Assert.Equal(1, options.Retries[DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory]);
        Assert.Equal(TimeSpan.FromMilliseconds(100), options.RetryPeriod);
        Assert.Equal(7, options.TransmissionRepeats);
    }

    [Fact]
    public void ToLinkOptions_Functional_TakesFunctionalAddress()
    {
        var options = DoIpComParams.ToLinkOptions(Link(AddressingMode.Functional, ("CP_DoIPLogicalFunctionalAddress", "0xE400")));
        Assert.Equal((0x0E00, 0xE400), (options.TesterAddress, options.TargetAddress));
        Assert.Equal(3, options.Retries[DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory]);
    }

    [Theory]
    [InlineData("CP_DoIPLogicalEcuAddress", "65536")]
    [InlineData("CP_DoIPLogicalEcuAddress", "0")]
    [InlineData("CP_DoIPLogicalEcuAddress", "ECU")]
    [InlineData("CP_DoIPNumberOfRetries", "many")]
    [InlineData("CP_DoIPNumberOfRetries", "[1]")]
    [InlineData("CP_DoIPNumberOfRetries", "{\"0x100\":1}")]
    [InlineData("CP_DoIPNumberOfRetries", "{\"5\":\"x\"}")]
    public void ToLinkOptions_BadValue_Throws(string name, string value)
    {
        var link = name == "CP_DoIPLogicalEcuAddress"
            ? Link(AddressingMode.Physical, (name, value))
            : Link(AddressingMode.Physical, ("CP_DoIPLogicalEcuAddress", "1"), (name, value));
        Assert.Throws<FormatException>(() => DoIpComParams.ToLinkOptions(link));
    }

    [Fact]
    public void ToConnectionOptions_SomeParameters_OthersKeepDefaults()
    {
        var defaults = new DoIpEntityConnectionOptions { RetryAttempts = 9 };
        var options = DoIpComParams.ToConnectionOptions(
            new ComParamSet(new Dictionary<string, string> { ["CP_DoIPConnectionRetryDelay"] = "1000000", ["CP_DoIPLogicalTesterAddress"] = "0x0E01", ["CP_DoIPConnectionTimeout"] = "3000000" }),
            defaults);
        Assert.Equal(TimeSpan.FromSeconds(1), options.RetryDelay);
        Assert.Equal(9, options.RetryAttempts);
        Assert.Equal(0x0E01, options.Connection.TesterAddress);
        Assert.Equal(TimeSpan.FromSeconds(3), options.Connection.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Connection.RoutingActivationTimeout);
    }

    private static LinkParameters Link(AddressingMode addressing, params (string Name, string Value)[] values) =>
        new("ECU", addressing, new ComParamSet(values.Select(value => KeyValuePair.Create(value.Name, value.Value))));
}
