using Modular.Plugins.Safety.Configuration;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Safety;

namespace Modular.Plugins.Safety;

/// <summary>
/// Health part <c>safety</c>: up, with a remark on values that are not known and on an emergency stop in force. Neither
/// keeps the server from serving: it is what the rules are for.
/// </summary>
/// <param name="settings">The values.</param>
/// <param name="stops">The emergency stop.</param>
internal sealed class SafetyHealth(SafetySettings settings, ICapability<IEmergencyStop> stops) : IHealthContributor
{
    /// <inheritdoc/>
    public string Name => "safety";

    /// <inheritdoc/>
    public HealthReport GetReport()
    {
        var remarks = new List<string>();
        if (stops.TryAcquire(out var lease))
        {
            using (lease)
            {
                if (lease.Value.Current is { } stop)
                {
                    remarks.Add($"An emergency stop by {stop.By} is in force: {stop.Reason}.");
                }
            }
        }

        remarks.AddRange(settings.Values
            .Where(value => value.Current is null)
            .Select(value => $"{value.Name} is not known{(value.Failure is { } failure ? $": {failure}" : string.Empty)}."));
        return new HealthReport(HealthState.Up, remarks.Count == 0 ? null : string.Join(' ', remarks));
    }
}
