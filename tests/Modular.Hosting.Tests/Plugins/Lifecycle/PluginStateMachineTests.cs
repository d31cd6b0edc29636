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
}
