namespace Modular.Simulation.Values;

/// <summary>
/// A quantity that swings within its usual range. Quantities of one kind swing together, so that wheels turn alike and cells
/// share their load; each has a ripple of its own.
/// </summary>
internal static class LiveSignal
{
    private const double RippleShare = 0.04;
    private const double RippleSpeed = 7.3;

    /// <summary>The quantity at a moment.</summary>
    /// <param name="range">Its usual range; never left.</param>
    /// <param name="elapsed">The moment, since the ECU was switched on.</param>
    /// <param name="kind">Gives the phase, the same for all quantities of one kind.</param>
    /// <param name="own">Gives the ripple, the same for the same quantity.</param>
    public static double At(TypicalRange range, TimeSpan elapsed, StableRandom kind, StableRandom own)
    {
        var angle = (kind.NextFraction() + (elapsed.TotalSeconds / range.PeriodSeconds)) * Math.Tau;
        var ripple = Math.Sin((angle * RippleSpeed) + (own.NextFraction() * Math.Tau));
        var swing = ((1 - RippleShare) * Math.Sin(angle)) + (RippleShare * ripple);
        return range.Minimum + ((range.Maximum - range.Minimum) * (swing + 1) / 2);
    }
}
