using Modular.Mdd.Schema;

namespace Modular.Kernel.Description;

/// <summary>A unit: value in the unit = factor x value in SI + offset.</summary>
/// <param name="ShortName">Short name.</param>
/// <param name="DisplayName">As displayed, or null.</param>
/// <param name="FactorFromSi">FACTOR-SI-TO-UNIT, or null where it is not given.</param>
/// <param name="OffsetFromSi">OFFSET-SI-TO-UNIT, or null where it is not given.</param>
public sealed record UnitDescription(string ShortName, string? DisplayName, double? FactorFromSi, double? OffsetFromSi)
{
    internal static UnitDescription? From(Unit? unit) => unit is not { } given
        ? null
        : new(given.ShortName ?? "", given.DisplayName, given.FactorSiToUnit, given.OffsetSiToUnit);
}
