using Microsoft.Extensions.Logging;
using Modular.Sdk.Testing.Plugins;

namespace Acme.Plugin.Tests;

public class PluginTests
{
    private const string Id = "plugin-id-token";

    [Fact]
    public async Task WriteAsync_SeriousEntry_IsInTheFile()
    {
        await using var host = await PluginTestHost.StartAsync(new PluginTestHostOptions().Configure("SectionToken:MinimumLevel", "Warning"));

        var text = await LogAsync(host, "serious");

        Assert.Contains("Warning Test serious", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not serious", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_WhileWriting_LeavesNothingBehind()
    {
        await using var host = await PluginTestHost.StartAsync();
        await LogAsync(host, "before");

        await host.ReplaceAsync(Id);

        Assert.Contains("after", await LogAsync(host, "after"), StringComparison.Ordinal);
        await host.AssertUnloadsAsync();
    }

    private static async Task<string> LogAsync(PluginTestHost host, string message)
    {
        var logger = host.CreateLogger("Test");
        logger.Log(LogLevel.Information, "not {Message}", message);
        logger.Log(LogLevel.Warning, "{Message}", message);
        await host.FlushLogAsync();
        return await File.ReadAllTextAsync(Path.Combine(host.DataDirectoryOf(Id), "log.txt"));
    }
}
