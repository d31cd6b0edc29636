using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Health;

/// <summary>Asks one contributor for its health without ever waiting long for it.</summary>
internal sealed class HealthProbe(PluginIdentity plugin, IHealthContributor contributor)
{
    private const string Operation = "reporting its health";
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(500);

    // The report is missing after the budget; but only what is missing for so long is lost.
    private static readonly TimeSpan HungAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _running;
    private long _begin;
    private bool _isHung;

    /// <summary>Name of the part.</summary>
    public string Name { get; } = contributor.Name;

    /// <summary>Gets the report. A contributor which throws or does not return is a failed part.</summary>
    public async Task<HealthReport> GetReportAsync(PluginFaultMonitor monitor, TimeProvider timeProvider)
    {
        var running = Ask(monitor, timeProvider);
        try
        {
            return await running.WaitAsync(Budget, timeProvider);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return new HealthReport(HealthState.Failed, "The part does not report its health.");
        }
        catch (Exception exception)
        {
            monitor.Threw(plugin, Operation, exception);
            return new HealthReport(HealthState.Failed, $"The part threw {exception.GetType().Name} when asked for its health.");
        }
    }

    private Task<HealthReport> Ask(PluginFaultMonitor monitor, TimeProvider timeProvider)
    {
        lock (_gate)
        {
            // One call at a time: while one hangs, nobody blocks another pool thread with the next.
            if (_running is not { IsCompleted: false })
            {
                _running = Task.Run(contributor.GetReport);
                (_begin, _isHung) = (timeProvider.GetTimestamp(), false);
            }
            else if (!_isHung && timeProvider.GetElapsedTime(_begin) > HungAfter)
            {
                _isHung = true;
                monitor.Hung(plugin, Operation, HungAfter);
            }

            return _running;
        }
    }
}
