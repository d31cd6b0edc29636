namespace Modular.Simulation.Values;

/// <summary>A quantity that swings within its usual range, each with a phase and a ripple of its own.</summary>
internal static class LiveSignal
{
    private const double RippleShare = 0.15;
    private const double RippleSpeed = 7.3;

    /// <summary>The quantity at a moment.</summary>
    /// <param name="range">Its usual range; never left.</param>
    /// <param name="elapsed">The moment, since the ECU was switched on.</param>
    /// <param name="random">Gives the phase, the same for the same quantity.</param>
    public static double At(TypicalRange range, TimeSpan elapsed, StableRandom random)
    {
        var phase = random.NextFraction() * Math.Tau;
        var angle = phase + (elapsed.TotalSeconds / range.PeriodSeconds * Math.Tau);
        var swing = ((1 - RippleShare) * Math.Sin(angle)) + (RippleShare * Math.Sin((angle * RippleSpeed) + phase));
        return range.Minimum + ((range.Maximum - range.Minimum) * (swing + 1) / 2);
    }
}
