using Modular.Hosting.Authoring;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Commands;

public sealed class PluginNewCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modular-new-").FullName;

    public static TheoryData<string> Kinds => [.. PluginTemplate.Kinds];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task New_EachKind_WritesProjectsThatNameThePlugin(string kind)
    {
        var run = new ProgramRun(_folder);

        Assert.Equal(0, await run.RunAsync("plugin", "new", "Acme.Greeter", "--kind", kind));

        var folder = Path.Combine(_folder, "Acme.Greeter");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(Path.Combine(folder, "Acme.Greeter", "Acme.Greeter.csproj"), files);
        Assert.Contains(Path.Combine(folder, "Acme.Greeter.Tests", "Acme.Greeter.Tests.csproj"), files);
        Assert.Contains("<PluginId>acme.greeter</PluginId>", await File.ReadAllTextAsync(Path.Combine(folder, "Acme.Greeter", "Acme.Greeter.csproj")), StringComparison.Ordinal);
        Assert.All(files, static file => Assert.DoesNotMatch("Acme\\.Plugin|plugin-id-token|SectionToken|route-token|SdkVersionToken", File.ReadAllText(file)));
    }

    [Theory]
    [InlineData(2, "greeter", "plugin", "new", "greeter", "--kind", "endpoints")]
    [InlineData(2, "../x", "plugin", "new", "../x", "--kind", "endpoints")]
    [InlineData(2, "endpoints, log-sink", "plugin", "new", "Acme.Greeter", "--kind", "nothing")]
    [InlineData(2, "--kind", "plugin", "new", "Acme.Greeter")]
    public async Task New_WrongUse_SaysWhatWouldBeRight(int code, string expected, params string[] arguments)
    {
        var run = new ProgramRun(_folder);

        Assert.Equal(code, await run.RunAsync(arguments));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_FolderInUse_IsLeftAlone()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.txt"), "mine");
        var run = new ProgramRun(_folder);

        Assert.Equal(1, await run.RunAsync("plugin", "new", "Acme.Greeter", "--kind", "endpoints", "-o", _folder));

        Assert.Contains("not empty", run.Error, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }
}
