using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Modular.Plugins.Transport.DoIp.Configuration;

namespace Modular.Plugins.Transport.DoIp.Tests.Configuration;

public sealed class DoIpSettingsReaderTests
{
    [Fact]
    public void Read_EmptyConfiguration_GivesTheDefaults()
    {
        var settings = Read();

        Assert.Null(settings.TesterAddress);
        Assert.Equal(0x0E00, settings.TesterLogicalAddress);
        Assert.Equal(13400, settings.Search.Port);
        Assert.True(settings.Search.Broadcast);
        Assert.Null(settings.Search.Subnet);
        Assert.Empty(settings.Search.Targets);
        Assert.Equal([IPAddress.Any], settings.Search.LocalAddresses);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.ToConnectionOptions().RetryDelay);
        Assert.Equal(100, settings.ToConnectionOptions().RetryAttempts);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.ToConnectionOptions().Connection.ConnectTimeout);
    }

    [Fact]
    public void Read_AllKinds_ConvertsThem()
    {
        var settings = Read(
            ("TesterAddress", "10.2.1.240"), ("SubnetMask", "255.255.0.0"), ("TesterLogicalAddress", "3712"), ("GatewayPort", "13401"),
            ("Discovery:Targets:0", "10.2.1.100"), ("Discovery:Targets:1", "10.2.1.101:13500"), ("Discovery:Targets:2", "[fd00::1]:13400"),
            ("Discovery:Window", "00:00:02"), ("Connection:AcknowledgementTimeout", "00:00:00.500"));

        Assert.Equal(0x0E80, settings.TesterLogicalAddress);
        Assert.Equal(IPNetwork.Parse("10.2.0.0/16"), settings.Search.Subnet);
        Assert.Equal(
            [IPEndPoint.Parse("10.2.1.100:13401"), IPEndPoint.Parse("10.2.1.101:13500"), IPEndPoint.Parse("[fd00::1]:13400")], settings.Search.Targets);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Search.Window);
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.ToConnectionOptions().Connection.AcknowledgementTimeout);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("10.2.1.240"), 0), settings.ToConnectionOptions().Connection.LocalEndPoint);
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsAllOfThemWithTheirPaths()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read(
            ("TesterAdress", "10.2.1.240"), ("TesterAddress", "here"), ("SubnetMask", "255.0.255.0"), ("TesterLogicalAddress", "0x10000"),
            ("GatewayPort", "70000"), ("Discovery:Targets:0", "gateway one"), ("Discovery:Windw", "1"), ("Connection:RetryAttempts", "-1")));

        string[] paths =
        [
            "DoIp:TesterAdress", "DoIp:TesterAddress", "DoIp:SubnetMask", "DoIp:TesterLogicalAddress", "DoIp:GatewayPort",
            "DoIp:Discovery:Targets:0", "DoIp:Discovery:Windw", "DoIp:Connection:RetryAttempts",
        ];
        foreach (var path in paths)
        {
            Assert.Contains(exception.Failures, failure => failure.StartsWith(path + ":", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_MaskWithGaps_IsAMistake() =>
        Assert.Throws<OptionsValidationException>(() => Read(("TesterAddress", "10.2.1.240"), ("SubnetMask", "255.0.255.0")));

    private static DoIpSettings Read(params (string Key, string Value)[] values) => DoIpSettingsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create("DoIp:" + value.Key, (string?)value.Value)))
        .Build());
}
