using Modular.Sdk.Safety;

namespace Modular.Plugins.Safety.Tests.Support;

/// <summary>An emergency stop that notes who pulled it.</summary>
internal sealed class FakeBrake : IEmergencyStop
{
    public List<string> Stops { get; } = [];

    /// <summary>Thrown by every stop while set.</summary>
    public Exception? Failure { get; set; }

    public EmergencyStop? Current { get; private set; }

    public ValueTask<EmergencyStopReport> StopAsync(string by, string reason, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        Stops.Add($"{by}|{reason}");
        Current = new EmergencyStop(by, reason, DateTimeOffset.UnixEpoch);
        return new(new EmergencyStopReport(
            Current, [new EcuStop("Brakes", EcuStopOutcome.Failed, "it did not answer"), new EcuStop("Gateway", EcuStopOutcome.DefaultSession)]));
    }

    public bool Release(string by, string reason)
    {
        var wasInForce = Current is not null;
        Current = null;
        return wasInForce;
    }
}
