using System.Runtime.InteropServices;
using Modular.Hosting.Commands;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Discovery;

/// <summary>A pipe of the name of a file: whoever opens it as a file waits for a writer for ever.</summary>
public sealed class PipeTests : IDisposable
{
    private const string Id = "test.endpoints";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PluginRoot _root = new(Id, "test.security");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("plugin.json", PluginReasonCode.Unreadable)]
    [InlineData("plugin.json.sig", PluginReasonCode.Unreadable)]
    [InlineData("plugin.defaults.json", PluginReasonCode.Unreadable)]
    [InlineData("Modular.Fixtures.Endpoints.dll", PluginReasonCode.Unreadable)]
    [InlineData("extra", PluginReasonCode.FileExtra)]
    public async Task Discover_PipeInAPluginsFolder_IsRejectedAtOnce(string file, string code)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere pipes do not stand in folders, or the host does not look for them.
            return;
        }

        MakePipe(Path.Combine(_root.FolderOf(Id), file));

        var setup = await Task.Run(() => new ProgramRun(_root.Path).Prepare($"--Plugins:Path={_root.Path}")).WaitAsync(Patience);

        Assert.Equal(code, setup.Catalog.Candidates.Single(static candidate => candidate.Id == Id).Rejection?.Code);
        Assert.Equal(["test.security"], setup.Catalog.Packages.Select(static package => package.Manifest.Id));
    }

    [Theory]
    [InlineData("modular.json")]
    [InlineData("--config=other.json")]
    [InlineData("--Plugins:Trust:Roots:0=root.pem")]
    public async Task Run_PipeAsConfiguration_IsAMistakeThatNamesIt(string argument)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var name = argument.Split('=')[^1];
        MakePipe(Path.Combine(_root.Path, name));
        using var run = new ProgramRun(_root.Path);

        var exit = await Task.Run(() => run.RunAsync(["config", "check", $"--Plugins:Path={_root.Path}", .. argument.StartsWith('-') ? [argument] : Array.Empty<string>()])).WaitAsync(Patience);

        Assert.Equal(ExitCode.WrongUse, exit);
        Assert.Contains($"{name} is no regular file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_Pipe_IsRefusedAtOnce()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        MakePipe(Path.Combine(_root.Path, "one.modplugin"));
        using var run = new ProgramRun(_root.Path);

        Assert.Equal(ExitCode.Failed, await Task.Run(() => run.RunAsync("plugin", "install", "one.modplugin", $"--Plugins:Path={_root.Path}")).WaitAsync(Patience));
        Assert.Contains("no regular file", run.Error, StringComparison.Ordinal);
    }

    private static void MakePipe(string path)
    {
        File.Delete(path);
        Assert.Equal(0, MakeFifo(path, Convert.ToUInt32("600", 8)));
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
