using System.Globalization;
using Modular.Kernel.Computing;
using Modular.Mdd.Schema;

namespace Modular.Kernel.ComParams;

/// <summary>Brings the value of a communication parameter into the form that users without a database understand.</summary>
internal static class ComParamText
{
    private static readonly string[] True = ["enabled", "true", "yes", "on", "active", "open", "valid"];
    private static readonly string[] False = ["disabled", "false", "no", "off", "inactive", "closed", "invalid"];

    /// <summary>
    /// Durations become whole microseconds by the factor of their unit; texts of a table of two opposites become
    /// <c>true</c> or <c>false</c>; everything else stays as it is.
    /// </summary>
    public static string Normalize(string value, NormalDop? type)
    {
        var text = value.Trim();
        if (type?.Unit is { } unit && IsTime(unit) && NumberText.TryParseReal(text, out var number))
        {
            var microseconds = Math.Round(number * Factor(unit) * 1e6, MidpointRounding.AwayFromZero);
            return microseconds is >= 0 and < 1e15 ? microseconds.ToString("F0", CultureInfo.InvariantCulture) : text;
        }

        return IsSwitch(type?.CompuMethod)
            ? Is(True, text) ? "true" : Is(False, text) ? "false" : text
            : text;
    }

    // Writers leave out a factor of 0, which no unit has; without any, values count microseconds as ISO 22900 has them.
    private static double Factor(Unit unit) => unit.FactorSiToUnit is { } factor and not 0 ? factor : 1e-6;

    private static bool IsTime(Unit unit) => unit.PhysicalDimension is { } dimension
        ? dimension.TimeExponent == 1 && (dimension.LengthExponent ?? 0) == 0 && (dimension.MassExponent ?? 0) == 0
        : unit.DisplayName is "s" or "ms" or "us" or "µs";

    // A choice between more than two texts (disabled, until timeout, unlimited) is no switch.
    private static bool IsSwitch(CompuMethod? method)
    {
        if (method is not { Category: CompuCategory.TextTable, InternalToPhys.CompuScales: { Count: 2 } scales })
        {
            return false;
        }

        return scales.All(scale => scale.Consts?.Vt is { } text && (Is(True, text) || Is(False, text)));
    }

    private static bool Is(string[] words, string text) =>
        Array.Exists(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
}
