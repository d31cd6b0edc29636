using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Trust;

public sealed class VersionLedgerTests : IDisposable
{
    private const string Id = "test.endpoints";
    private readonly PluginRoot _root = new();
    private readonly VersionLedger _ledger;

    public VersionLedgerTests() => _ledger = new VersionLedger(_root.Path);

    private string Record => Path.Combine(_root.Path, ".host", "versions", Id + ".version");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Check_NothingRanYet_AcceptsAnything() => _ledger.Check(Id, "0.0.1-alpha");

    [Fact]
    public void Check_LowerThanWhatRan_IsRefused()
    {
        _ledger.Record(Id, "1.10.0");

        _ledger.Check(Id, "1.10.0");
        _ledger.Check(Id, "2.0.0-rc.1");
        _ledger.Check("test.other", "0.0.1");
        Assert.Equal(PluginReasonCode.Downgraded, Assert.Throws<PluginProblemException>(() => _ledger.Check(Id, "1.9.9")).Code);
        Assert.Equal(PluginReasonCode.Downgraded, Assert.Throws<PluginProblemException>(() => _ledger.Check(Id, "1.10.0-rc.1")).Code);
    }

    [Fact]
    public void Record_Lower_KeepsTheHighest()
    {
        _ledger.Record(Id, "1.1.0");
        _ledger.Record(Id, "1.0.0");

        Assert.Equal("1.1.0", File.ReadAllText(Record).Trim());
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(Record)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("newest")]
    [InlineData("1.0")]
    public void Check_RecordSpoilt_FailsClosed(string content)
    {
        _ledger.Record(Id, "1.1.0");
        File.WriteAllText(Record, content);

        Assert.Equal(PluginReasonCode.VersionRecordInvalid, Assert.Throws<PluginProblemException>(() => _ledger.Check(Id, "9.0.0")).Code);
    }

    [Fact]
    public async Task Run_OlderVersionThanRan_IsRejectedUnlessAllowed()
    {
        using var root = new PluginRoot().Add(Id, Id, "0.2.0");
        await using (await TestServer.StartAsync(root))
        {
        }

        Directory.Delete(root.FolderOf(Id, "0.2.0"), recursive: true);
        root.Add(Id, Id, "0.1.0");
        var run = new ProgramRun(root.Path);

        Assert.Equal(PluginReasonCode.Downgraded, run.Prepare($"--Plugins:Path={root.Path}").Catalog.Candidates.Single().Rejection?.Code);
        Assert.Single(run.Prepare($"--Plugins:Path={root.Path}", $"--Plugins:Trust:AllowDowngrade:0={Id}").Catalog.Packages);
    }
}
