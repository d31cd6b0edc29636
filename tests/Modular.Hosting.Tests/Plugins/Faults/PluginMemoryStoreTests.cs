using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;

namespace Modular.Hosting.Tests.Plugins.Faults;

public sealed class PluginMemoryStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("modular-tests-").FullName;
    private readonly PluginMemoryStore _store;

    public PluginMemoryStoreTests() => _store = new PluginMemoryStore(_folder);

    private string File => Path.Combine(_folder, ".host", "state", "a.b.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Update_Everything_IsReadBackByAnother()
    {
        var memory = new PluginMemory
        {
            Starting = new("1.0.0", Now, "boot"),
            IsSuspect = true,
            Quarantine = new("0.9.0", "code", "reason", Now),
            Incidents = [new("0.9.0", "code", "reason", Now)],
        };
        _store.Update("a.b", _ => memory);

        var read = new PluginMemoryStore(_folder).Read("a.b");

        Assert.Equal((memory.Starting, memory.IsSuspect, memory.Quarantine), (read.Starting, read.IsSuspect, read.Quarantine));
        Assert.Equal(memory.Incidents, read.Incidents);
        Assert.Equal(["a.b"], _store.FindAll());
    }

    [Fact]
    public void Update_NothingLeft_DeletesTheFile()
    {
        _store.Update("a.b", static memory => memory with { IsSuspect = true });
        _store.Update("a.b", static memory => memory with { IsSuspect = false });

        Assert.False(System.IO.File.Exists(File));
        Assert.Empty(_store.FindAll());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"schema\":2}")]
    [InlineData("{\"schema\":1,\"starting\":{\"version\":\"1\"}}")]
    [InlineData("{\"schema\":1,\"incidents\":[null]}")]
    [InlineData("{\"schema\":1,\"incidents\":null}")]
    [InlineData("{\"schema\":1,\"quarantine\":{\"version\":null,\"code\":\"c\",\"reason\":\"r\",\"since\":\"2026-01-02T03:04:05Z\"}}")]
    public void Read_NotWhatTheHostWrites_TellsTheFileAndIsOverwrittenByTheNextChange(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        var problem = Assert.Throws<PluginProblemException>(() => _store.Read("a.b"));
        Assert.Equal(PluginReasonCode.StateInvalid, problem.Code);
        Assert.Contains(File, problem.Message, StringComparison.Ordinal);

        _store.Update("a.b", static memory => memory with { IsSuspect = true });
        Assert.True(_store.Read("a.b").IsSuspect);
    }

    [Fact]
    public void Read_TooLarge_IsNotRead()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, new string(' ', 70_000));

        Assert.Equal(PluginReasonCode.StateInvalid, Assert.Throws<PluginProblemException>(() => _store.Read("a.b")).Code);
    }

    [Fact]
    public void Claim_WhileOneIsHeld_IsRefusedAndAfterwardsTaken()
    {
        Assert.False(DataFolderClaim.IsTaken(_folder));
        Assert.True(DataFolderClaim.TryTake(_folder, out var claim, out _));
        Assert.True(DataFolderClaim.IsTaken(_folder));
        Assert.False(DataFolderClaim.TryTake(_folder, out _, out var problem));
        Assert.NotEmpty(problem);

        claim.Dispose();

        Assert.False(DataFolderClaim.IsTaken(_folder));
    }
}
