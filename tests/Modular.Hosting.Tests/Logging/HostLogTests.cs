using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Modular.Hosting.Logging;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Logging;

public class HostLogTests
{
    [Fact]
    public void Create_FileAndLevels_WritesWhatTheyAllow()
    {
        using var root = new PluginRoot();
        using var run = new ProgramRun(root.Path);
        var setup = run.Prepare("--Log:File=out/modular.log", "--Log:Level=Warning", "--Log:Levels:plugin.loud=Debug");
        Assert.Empty(setup.Mistakes);

        using (var factory = HostLog.Create(setup.Settings, LogLevel.Information, standardErrorOnly: true))
        {
            factory.CreateLogger("plugin.quiet.Thing").LogInformation("not written");
            factory.CreateLogger("plugin.quiet.Thing").LogWarning("warned {Count}", 1);
            factory.CreateLogger("plugin.loud.Thing").LogDebug("debugged");
        }

        var text = File.ReadAllText(Path.Combine(root.Path, "out", "modular.log"));
        Assert.DoesNotContain("not written", text, StringComparison.Ordinal);
        Assert.Contains(" plugin.quiet.Thing warned 1", text, StringComparison.Ordinal);
        Assert.Contains(" plugin.loud.Thing debugged", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("Json")]
    public void Create_WithinATrace_FileHoldsItsIds(string format)
    {
        using var root = new PluginRoot();
        using var run = new ProgramRun(root.Path);
        var setup = run.Prepare("--Log:File=modular.log", "--Log:FileFormat=" + format);
        Assert.Empty(setup.Mistakes);
        using var activity = new Activity("request").Start();
        using (var factory = HostLog.Create(setup.Settings, LogLevel.Information, standardErrorOnly: true))
        {
            factory.CreateLogger("Thing").LogWarning("warned {Count}", 17);
        }

        var line = Assert.Single(File.ReadAllLines(Path.Combine(root.Path, "modular.log")));
        Assert.Contains(activity.TraceId.ToHexString(), line, StringComparison.Ordinal);
        Assert.Contains(activity.SpanId.ToHexString(), line, StringComparison.Ordinal);
        Assert.Contains("warned 17", line, StringComparison.Ordinal);
        if (format == "Json")
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(17, json.RootElement.GetProperty("Properties").GetProperty("Count").GetInt32());
        }
    }

    [Fact]
    public void Prepare_UnknownFileFormat_IsAMistake()
    {
        using var root = new PluginRoot();
        using var run = new ProgramRun(root.Path);

        var mistake = Assert.Single(run.Prepare("--Log:FileFormat=Xml").Mistakes);

        Assert.Equal("Log:FileFormat", mistake.Path);
        Assert.Contains("'Xml' is neither Text nor Json", mistake.Message, StringComparison.Ordinal);
    }
}
