using Modular.Sdk.Health;

namespace Modular.Hosting.Health;

/// <summary>Asks one contributor for its health without ever waiting long for it.</summary>
internal sealed class HealthProbe(IHealthContributor contributor)
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(500);

    private Task<HealthReport>? _running;

    /// <summary>Name of the part.</summary>
    public string Name { get; } = contributor.Name;

    /// <summary>Gets the report. A contributor which throws or does not return is a failed part.</summary>
    public async Task<HealthReport> GetReportAsync(TimeProvider timeProvider)
    {
        // One call at a time: while one hangs, nobody blocks another pool thread with the next.
        var running = Volatile.Read(ref _running);
        if (running is not { IsCompleted: false })
        {
            running = Task.Run(contributor.GetReport);
            Volatile.Write(ref _running, running);
        }

        try
        {
            return await running.WaitAsync(Budget, timeProvider);
        }
        catch (TimeoutException)
        {
            return new HealthReport(HealthState.Failed, "The part does not report its health.");
        }
        catch (Exception exception)
        {
            return new HealthReport(HealthState.Failed, $"The part threw {exception.GetType().Name} when asked for its health.");
        }
    }
}
