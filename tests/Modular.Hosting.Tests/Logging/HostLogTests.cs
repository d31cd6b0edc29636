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
        Assert.Contains("WRN plugin.quiet.Thing warned 1", text, StringComparison.Ordinal);
        Assert.Contains("DBG plugin.loud.Thing debugged", text, StringComparison.Ordinal);
    }
}
