using System.IO.Compression;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Trust;

public sealed class PluginArchiveTests : IDisposable
{
    private readonly PluginRoot _root = new();

    private string Archive => Path.Combine(_root.Path, "test" + PluginArchive.Extension);

    private string Target => Path.Combine(_root.Path, "a", "target");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("../outside.dll")]
    [InlineData("a/../../outside.dll")]
    [InlineData("/outside.dll")]
    [InlineData("c:outside.dll")]
    [InlineData("a\\outside.dll")]
    [InlineData("a//outside.dll")]
    [InlineData("folder/")]
    public void Extract_NameLeavesTheFolder_IsRefusedAndWritesNothing(string name)
    {
        Write(("plugin.json", 1), (name, 1));

        AssertRefused(PluginReasonCode.ArchiveUnsafe);
        Assert.False(Directory.Exists(Target));
        Assert.Equal([Archive], Directory.EnumerateFileSystemEntries(_root.Path));
    }

    [Theory]
    [InlineData("plugin.json")]
    [InlineData("PLUGIN.json")]
    public void Extract_SameNameTwice_IsRefused(string name)
    {
        Write(("plugin.json", 1), (name, 1));

        AssertRefused(PluginReasonCode.ArchiveUnsafe);
    }

    [Fact]
    public void Extract_TooManyFiles_IsRefused()
    {
        Write([.. Enumerable.Range(0, PluginManifestReader.MaximumFiles + 3).Select(index => ($"{index}", 0))]);

        AssertRefused(PluginReasonCode.ArchiveUnsafe);
    }

    [Fact]
    public void Extract_Bomb_IsStoppedEarly()
    {
        Write(("bomb", 64 * 1024 * 1024));

        AssertRefused(PluginReasonCode.ArchiveUnsafe);
        Assert.InRange(new FileInfo(Path.Combine(Target, "bomb")).Length, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public void Extract_TruncatedOrGarbage_IsRefused()
    {
        Write(("plugin.json", 1000));
        var honest = File.ReadAllBytes(Archive);
        for (var length = 0; length < honest.Length; length++)
        {
            File.WriteAllBytes(Archive, honest.AsSpan(0, length));
            AssertRefused(PluginReasonCode.ArchiveInvalid);
        }
    }

    private void Write(params (string Name, int Length)[] files)
    {
        using var archive = ZipFile.Open(Archive, ZipArchiveMode.Create);
        foreach (var (name, length) in files)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(new byte[length]);
        }
    }

    private void AssertRefused(string code) =>
        Assert.Equal(code, Assert.Throws<PluginProblemException>(() => PluginArchive.Extract(Archive, Target)).Code);
}
