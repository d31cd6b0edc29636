using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

public class PluginStateMachineTests
{
    private static readonly string[] Allowed =
    [
        "Discovered>Verified", "Discovered>Rejected",
        "Verified>Waiting", "Verified>Loading", "Verified>Disabled", "Verified>Quarantined",
        "Waiting>Loading", "Waiting>Verified", "Rejected>Verified", "Faulted>Verified", "Quarantined>Verified", "Unloaded>Verified", "Leaked>Verified",
        "Loading>Loaded", "Loading>Faulted", "Loading>Hung",
        "Loaded>Starting", "Loaded>Waiting", "Loaded>Unloading",
        "Starting>Running", "Starting>Stopping", "Starting>Faulted", "Starting>Hung",
        "Running>Draining", "Running>Faulted", "Running>Quarantined",
        "Draining>Stopping",
        "Stopping>Unloading", "Stopping>Hung",
        "Unloading>Unloaded", "Unloading>Leaked",
        "Unloaded>Loading", "Faulted>Quarantined", "Faulted>Loading", "Quarantined>Loading", "Leaked>Loading",
    ];

    [Fact]
    public void IsAllowed_EveryPair_IsAsTheTableSays()
    {
        var states = Enum.GetValues<PluginState>();

        var found = from source in states from target in states where PluginStateMachine.IsAllowed(source, target) select $"{source}>{target}";

        Assert.Equal(Allowed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void IsTrouble_EveryState_IsWhatServesNotThoughItShould()
    {
        PluginState[] trouble =
        [
            PluginState.Rejected, PluginState.Waiting, PluginState.Faulted, PluginState.Quarantined, PluginState.Hung, PluginState.Leaked,
        ];

        Assert.All(Enum.GetValues<PluginState>(), state => Assert.Equal(trouble.Contains(state), PluginStateMachine.IsTrouble(state)));
    }

    [Fact]
    public void IsAllowed_FromWhatHungOrWasSwitchedOff_LeadsNowhere() =>
        Assert.All(Enum.GetValues<PluginState>(), target => Assert.False(
            PluginStateMachine.IsAllowed(PluginState.Hung, target) || PluginStateMachine.IsAllowed(PluginState.Disabled, target)));

    [Fact]
    public void Transition_EveryPair_MovesTheSlotOrThrowsAndLeavesIt()
    {
        foreach (var (source, way) in FindWays())
        {
            foreach (var target in Enum.GetValues<PluginState>())
            {
                var slot = CreateSlot(way);
                Assert.Equal(source, slot.Status.State);
                var isAllowed = PluginStateMachine.IsAllowed(source, target);

                Assert.Equal(isAllowed, slot.TryTransition(target));
                Assert.Equal(isAllowed ? target : source, slot.Status.State);
                if (!isAllowed)
                {
                    Assert.Throws<InvalidOperationException>(() => slot.Transition(target));
                    Assert.Equal(source, slot.Status.State);
                }
            }
        }
    }

    // The shortest way from what discovery gives to every state there is.
    private static Dictionary<PluginState, List<PluginState>> FindWays()
    {
        var ways = new Dictionary<PluginState, List<PluginState>> { [PluginState.Verified] = [] };
        var pending = new Queue<PluginState>([PluginState.Verified]);
        while (pending.TryDequeue(out var source))
        {
            foreach (var target in Enum.GetValues<PluginState>().Where(target => PluginStateMachine.IsAllowed(source, target)))
            {
                if (ways.TryAdd(target, [.. ways[source], target]))
                {
                    pending.Enqueue(target);
                }
            }
        }

        Assert.Equal(
            Enum.GetValues<PluginState>().Except([PluginState.Discovered, PluginState.Rejected]).Order(), ways.Keys.Order());
        return ways;
    }

    private static PluginSlot CreateSlot(List<PluginState> way)
    {
        var slot = new PluginSlot(new PluginCandidate { Id = "a", Version = "1.0.0" }, TimeProvider.System);
        way.ForEach(state => slot.Transition(state));
        return slot;
    }
}
