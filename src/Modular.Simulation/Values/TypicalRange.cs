namespace Modular.Simulation.Values;

/// <summary>What a quantity usually measures in a car that is being driven gently.</summary>
/// <param name="Minimum">Lower end, in the unit of the description.</param>
/// <param name="Maximum">Upper end.</param>
/// <param name="PeriodSeconds">How long the quantity takes to swing up and down again.</param>
internal readonly record struct TypicalRange(double Minimum, double Maximum, double PeriodSeconds)
{
    // By name first: a boost pressure and a tyre pressure share their unit.
    private static readonly (string Word, string Unit, TypicalRange Range)[] ByName =
    [
        ("oil", "°C", new(78, 104, 140)),
        ("coolant", "°C", new(82, 95, 120)),
        ("brake", "°C", new(60, 180, 60)),
        ("ambient", "°C", new(17, 19, 600)),
        ("cell", "V", new(3.62, 3.81, 45)),
        ("charge", "%", new(61, 74, 300)),
        ("fuel", "%", new(38, 62, 600)),
        ("tyre", "bar", new(2.2, 2.6, 300)),
        ("mileage", "km", new(48_200, 48_260, 7200)),
        ("odometer", "km", new(48_200, 48_260, 7200)),
    ];

    private static readonly (string Unit, TypicalRange Range)[] ByUnit =
    [
        ("rpm", new(820, 3400, 24)),
        ("1/min", new(820, 3400, 24)),
        ("km/h", new(12, 96, 40)),
        ("m/s", new(3, 26, 40)),
        ("°C", new(18, 88, 90)),
        ("K", new(291, 361, 90)),
        ("V", new(12.4, 14.3, 20)),
        ("mV", new(12_400, 14_300, 20)),
        ("A", new(-18, 64, 15)),
        ("mA", new(80, 900, 15)),
        ("bar", new(1, 8, 18)),
        ("hPa", new(990, 1024, 300)),
        ("kPa", new(35, 180, 12)),
        ("%", new(12, 78, 25)),
        ("Nm", new(20, 310, 12)),
        ("W", new(8, 120, 20)),
        ("kW", new(4, 85, 16)),
        ("g/s", new(3, 42, 14)),
        ("deg", new(-20, 20, 10)),
        ("°", new(-20, 20, 10)),
        ("km", new(48_200, 48_260, 7200)),
        ("s", new(0, 600, 600)),
        ("ms", new(2, 40, 10)),
        ("Hz", new(10, 120, 20)),
        ("l", new(12, 48, 900)),
        ("Ohm", new(80, 1200, 60)),
    ];

    /// <summary>Finds what is usual for a quantity.</summary>
    /// <param name="name">Names of the quantity; words in them refine the unit.</param>
    /// <param name="unit">Display name of the unit, or null.</param>
    /// <returns>The range, or null for what no unit explains.</returns>
    public static TypicalRange? For(string name, string? unit)
    {
        if (string.IsNullOrWhiteSpace(unit))
        {
            return null;
        }

        foreach (var (word, ofUnit, range) in ByName)
        {
            if (unit.Equals(ofUnit, StringComparison.OrdinalIgnoreCase) && name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return range;
            }
        }

        foreach (var (ofUnit, range) in ByUnit)
        {
            // Exactly: Mm and mm, or mA and MA, differ in case only.
            if (unit.Equals(ofUnit, StringComparison.Ordinal))
            {
                return range;
            }
        }

        return null;
    }

    /// <summary>The part of the range that a description allows; null when nothing of it is left.</summary>
    /// <param name="minimum">Smallest value allowed, or null.</param>
    /// <param name="maximum">Greatest value allowed, or null.</param>
    public TypicalRange? Within(double? minimum, double? maximum)
    {
        var lower = Math.Max(Minimum, minimum ?? double.NegativeInfinity);
        var upper = Math.Min(Maximum, maximum ?? double.PositiveInfinity);
        return lower <= upper ? this with { Minimum = lower, Maximum = upper } : null;
    }
}
