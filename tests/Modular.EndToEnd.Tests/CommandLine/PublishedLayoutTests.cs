using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.CommandLine;

/// <summary>The installed layout: a published folder works from any working directory.</summary>
public sealed class PublishedLayoutTests
{
    [Fact]
    public async Task Publish_RunFromAnotherDirectory_FindsItsPlugins()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var project = Path.Combine(RepositoryPaths.Root, "src", "Modular.Host");
        await using (var publish = ChildProcess.Start(
            "dotnet",
            ["publish", project, "-o", folder.Path, "--no-build", "-c", RepositoryPaths.Configuration, "--nologo"],
            RepositoryPaths.Root))
        {
            Assert.True(await publish.WaitForExitAsync(TimeSpan.FromMinutes(3)) == 0, publish.Everything);
        }

        var executable = Path.Combine(folder.Path, Path.GetFileName(ModularExecutable.FilePath));
        await using var list = ChildProcess.Start(
            executable, ["plugin", "list"], elsewhere.Path, ModularExecutable.Environment(elsewhere));
        Assert.True(await list.WaitForExitAsync(TimeSpan.FromSeconds(60)) == 0, list.Everything);
        foreach (var plugin in new[] { "modular.diagnostic-tester", "modular.sovd", "modular.security.jwt", "modular.protocol.uds", "modular.transport.doip", "modular.simulation" })
        {
            Assert.Contains(plugin, list.Everything, StringComparison.Ordinal);
        }
    }
}
