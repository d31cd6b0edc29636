using Modular.Plugins.Telemetry.Otlp.Configuration;

namespace Modular.Plugins.Telemetry.Otlp.Tests.Configuration;

public class OtlpOptionsTests
{
    private static readonly OtlpOptionsRules Rules = new();
    private static readonly OtlpOptionsValidator Validator = new();

    [Fact]
    public void Validate_Defaults_AreGoodAndOff()
    {
        var options = new OtlpOptions();

        Assert.True(Rules.Validate(null, options).Succeeded);
        Assert.True(Validator.Validate(null, options).Succeeded);
        Assert.False(options.IsEnabled);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317", true)]
    [InlineData("https://collector.example/otlp", true)]
    [InlineData("collector:4317", false)]
    [InlineData("ftp://collector", false)]
    [InlineData("https://collector?key=1", false)]
    public void Validate_Endpoint_IsAnHttpAddressWithoutQuery(string endpoint, bool isGood) =>
        Assert.Equal(isGood, Rules.Validate(null, new OtlpOptions { Endpoint = endpoint }).Succeeded);

    [Fact]
    public void Validate_PasswordInTheEndpoint_IsRefusedWithoutRepeatingIt()
    {
        var result = Rules.Validate(null, new OtlpOptions { Endpoint = "https://me:hunter2@collector" });

        Assert.DoesNotContain("hunter2", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authorization", "Bearer abc, def = %", true)]
    [InlineData("authorization", "hunter2\r\nx: y", false)]
    [InlineData("authorization", "hunter2ü", false)]
    [InlineData("authorization", "", false)]
    [InlineData("two words", "hunter2", false)]
    public void Validate_Header_IsOneOfHttpAndItsValueIsNeverRepeated(string name, string value, bool isGood)
    {
        var result = Rules.Validate(null, new OtlpOptions { Headers = { [name] = value } });

        Assert.Equal(isGood, result.Succeeded);
        Assert.All(result.Failures ?? [], failure => Assert.DoesNotContain("hunter2", failure, StringComparison.Ordinal));
        Assert.All(result.Failures ?? [], failure => Assert.Contains("Otlp:Headers:" + name, failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_ValuesOutOfRange_AreAllReported()
    {
        var result = Validator.Validate(null, new OtlpOptions
        {
            SamplingRatio = 1.1,
            TimeoutMilliseconds = 0,
            BatchDelayMilliseconds = 0,
            MetricIntervalSeconds = 0,
            ServiceName = "",
            Protocol = (OtlpProtocol)7,
        });

        Assert.Equal(6, result.Failures!.Count());
    }

    [Fact]
    public void IsEnabled_NoSignal_IsFalse() =>
        Assert.False(new OtlpOptions { Endpoint = "http://127.0.0.1", Traces = false, Metrics = false, Logs = false }.IsEnabled);
}
