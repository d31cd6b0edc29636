namespace Modular.Simulation.Ecus;

/// <summary>A routine that was started.</summary>
internal sealed class RoutineRun
{
    private const int Step = 25;
    private const int Done = 100;

    /// <summary>How far the routine is, in percent.</summary>
    public int Progress { get; private set; }

    /// <summary>Whether the routine still runs.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Progress shows from one look to the next, so that tests and demos need no waiting.</summary>
    public void Look()
    {
        if (!IsRunning)
        {
            return;
        }

        Progress = Math.Min(Done, Progress + Step);
        IsRunning = Progress < Done;
    }

    /// <summary>Ends the routine.</summary>
    public void Stop() => IsRunning = false;
}
