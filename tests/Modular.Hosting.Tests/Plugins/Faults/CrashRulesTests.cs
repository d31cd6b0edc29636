using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;

namespace Modular.Hosting.Tests.Plugins.Faults;

public class CrashRulesTests
{
    private const string Boot = "this boot";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Judge_NoMarks_ChangesNothing() => Assert.Empty(Judge(required: false, ("a", PluginMemory.Nothing)));

    [Fact]
    public void Judge_OneMark_IsQuarantined()
    {
        var after = Judge(required: false, ("a", Marked()), ("b", PluginMemory.Nothing));

        var (id, memory) = Assert.Single(after);
        Assert.Equal("a", id);
        Assert.Null(memory.Starting);
        Assert.Equal(("1.0.0", PluginReasonCode.ProcessKilled), (memory.Quarantine?.Version, memory.Quarantine?.Code));
        Assert.Equal(PluginReasonCode.ProcessKilled, Assert.Single(memory.Incidents).Code);
    }

    [Fact]
    public void Judge_SeveralMarks_AreSuspectAndNotQuarantined()
    {
        var after = Judge(required: false, ("a", Marked()), ("b", Marked()));

        Assert.Equal(["a", "b"], after.Keys.Order());
        Assert.All(after.Values, memory => Assert.Equal((true, null, null), (memory.IsSuspect, memory.Quarantine, memory.Starting)));
    }

    [Fact]
    public void Judge_SuspectAloneWithItsMark_IsQuarantined()
    {
        var after = Judge(required: false, ("a", Marked() with { IsSuspect = true }), ("b", PluginMemory.Nothing with { IsSuspect = true }));

        Assert.NotNull(Assert.Single(after).Value.Quarantine);
    }

    [Fact]
    public void Judge_MachineRestarted_BlamesNobody()
    {
        var after = CrashRules.Judge(Memories(("a", Marked())), _ => false, "another boot", Now);

        var memory = Assert.Single(after).Value;
        Assert.Equal((null, null, false), (memory.Starting, memory.Quarantine, memory.IsSuspect));
        Assert.Equal(PluginReasonCode.StartInterrupted, Assert.Single(memory.Incidents).Code);
    }

    [Fact]
    public void Judge_RequiredPlugin_IsQuarantinedTheThirdTimeWithinAnHour()
    {
        var memory = PluginMemory.Nothing;
        for (var time = 1; time <= CrashRules.RequiredAttempts; time++)
        {
            memory = Assert.Single(Judge(required: true, ("a", memory with { Starting = Mark() }))).Value;
            Assert.Equal(time == CrashRules.RequiredAttempts, memory.Quarantine is not null);
        }
    }

    [Fact]
    public void Blame_RequiredPluginLongAgo_DoesNotCount()
    {
        var old = Enumerable.Range(0, 5).Aggregate(
            PluginMemory.Nothing, (memory, _) => memory.With(new("1.0.0", PluginReasonCode.ProcessKilled, "old", Now - CrashRules.Window)));

        Assert.Null(CrashRules.Blame(old, new("1.0.0", PluginReasonCode.ProcessKilled, "new", Now), isRequired: true).Quarantine);
    }

    [Fact]
    public void With_MoreThanAreKept_ForgetsTheOldest()
    {
        var memory = Enumerable.Range(0, PluginMemory.MaximumIncidents + 5).Aggregate(
            PluginMemory.Nothing, (memory, number) => memory.With(new("1.0.0", "code", $"{number}", Now)));

        Assert.Equal(PluginMemory.MaximumIncidents, memory.Incidents.Count);
        Assert.Equal("5", memory.Incidents[0].Reason);
    }

    private static PluginMemory Marked() => PluginMemory.Nothing with { Starting = Mark() };

    private static PluginStartMark Mark() => new("1.0.0", Now, Boot);

    private static Dictionary<string, PluginMemory> Memories(params (string Id, PluginMemory Memory)[] memories) =>
        memories.ToDictionary(static item => item.Id, static item => item.Memory);

    private static IReadOnlyDictionary<string, PluginMemory> Judge(bool required, params (string Id, PluginMemory Memory)[] memories) =>
        CrashRules.Judge(Memories(memories), _ => required, Boot, Now);
}
