using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>Where a parameter lies.</summary>
/// <param name="View">The parameter.</param>
/// <param name="Position">First byte within its message or structure, or <see cref="ParameterPlan.AtCursor"/>.</param>
/// <param name="BitPosition">Bits below its least significant one, 0 to 7.</param>
internal readonly record struct ParameterSite(Param View, int Position, int BitPosition);
