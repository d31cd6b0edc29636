using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Modular.Plugins.DiagnosticTester.Configuration;

namespace Modular.Plugins.DiagnosticTester.Tests.Configuration;

public sealed class TesterOptionsReaderTests
{
    [Fact]
    public void Read_EmptyConfiguration_GivesTheDefaults()
    {
        var options = Read();

        Assert.Null(options.Database.Path);
        Assert.True(options.Database.IgnoreInvalid);
        Assert.True(options.Database.FallbackToBaseVariant);
        Assert.False(options.Database.RequireAny);
        Assert.Equal("UDS_Ethernet_DoIP_DOBT", options.Database.Protocol);
        Assert.Equal("functional_groups", options.Database.FunctionalGroups);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Communication.TurnTimeout);
        Assert.Equal(3, options.Communication.Detection.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Communication.Detection.RetryDelay);
        Assert.Equal(CommunicationStart.Immediate, options.Start);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Communication.SafetyBudget);
        Assert.Empty(options.Ecus);
    }

    [Theory]
    [InlineData("immediate", CommunicationStart.Immediate)]
    [InlineData("On-Demand", CommunicationStart.OnDemand)]
    [InlineData("plugin", CommunicationStart.Plugin)]
    public void Read_Start_IsOneOfThree(string text, CommunicationStart expected) =>
        Assert.Equal(expected, Read(("Communication:Start", text)).Start);

    [Theory]
    [InlineData("Communication:Start", "later")]
    [InlineData("Communication:SafetyBudget", "00:01:00")]
    public void Read_ValueOutOfRange_NamesIt(string key, string value)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read((key, value)));

        Assert.StartsWith($"{key}: ", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AllSections_BindsThem()
    {
        var options = Read(
            ("Database:Path", "odx"),
            ("Database:IgnoreInvalid", "false"),
            ("Communication:TurnTimeout", "00:00:02"),
            ("Communication:Detection:RetryDelay", "00:00:00.250"),
            ("Communication:ComParams:CP_P6Max:Value", "500000"),
            ("Communication:ComParams:CP_P6Max:Precedence", "Database"),
            ("Ecu:TMCC3000:IgnoreProtocol", "true"),
            ("Ecu:TMCC3000:ComParams:CP_DoIPLogicalGatewayAddress:Value", "0x3000"),
            ("Ecu:HOVR4000:Protocol", "DMC_DoIP"));

        Assert.Equal("odx", options.Database.Path);
        Assert.False(options.Database.IgnoreInvalid);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Communication.TurnTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.Communication.Detection.RetryDelay);
        Assert.Equal("500000", options.Communication.ComParams["CP_P6Max"].Value);
        Assert.Equal(ComParamPrecedence.Database, options.Communication.ComParams["CP_P6Max"].Precedence);
        Assert.True(options.For("tmcc3000").IgnoreProtocol);
        Assert.Equal("0x3000", options.For("TMCC3000").ComParams["CP_DoIPLogicalGatewayAddress"].Value);
        Assert.Equal(ComParamPrecedence.Config, options.For("TMCC3000").ComParams["CP_DoIPLogicalGatewayAddress"].Precedence);
        Assert.Equal("DMC_DoIP", options.For("HOVR4000").Protocol);
        Assert.Null(options.For("FLXC1000").Protocol);
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsAllOfThemWithTheirPaths()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(
            ("Database:Pth", "odx"),
            ("Database:LoadParallelism", "0"),
            ("Database:Cache:MaxMegabytes", "0"),
            ("Database:Cache:Folder", "x"),
            ("Communication:Detection:Attemps", "3"),
            ("Communication:TurnTimeout", "soon"),
            ("Communication:ComParams:CP_P6Max:Precedence", "Config"),
            ("Ecu:FLXC1000:Protokoll", "x"),
            ("Ecu:FLXC1000:ComParams:CP_P6Max:Val", "1")));

        string[] paths =
        [
            "Database:Pth", "Database:LoadParallelism", "Database:Cache:MaxMegabytes", "Database:Cache:Folder", "Communication:Detection:Attemps", "Communication:TurnTimeout",
            "Communication:ComParams:CP_P6Max:Value", "Ecu:FLXC1000:Protokoll", "Ecu:FLXC1000:ComParams:CP_P6Max:Val",
        ];
        foreach (var path in paths)
        {
            Assert.Contains(exception.Failures, failure => failure.Contains(path, StringComparison.Ordinal));
        }
    }

    private static TesterOptions Read(params (string Key, string Value)[] values) => TesterOptionsReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)))
            .Build());
}
