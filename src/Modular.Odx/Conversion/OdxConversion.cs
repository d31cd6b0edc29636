using Modular.Mdd.Authoring;
using Modular.Odx.Losses;

namespace Modular.Odx.Conversion;

/// <summary>What a conversion gave.</summary>
/// <param name="Databases">One per base variant, or one of the functional groups; ready to be written.</param>
/// <param name="Losses">What of the description is not in the databases.</param>
/// <param name="Warnings">What is doubtful about the description.</param>
public sealed record OdxConversion(IReadOnlyList<MddFileDefinition> Databases, LossReport Losses, IReadOnlyList<OdxProblem> Warnings);
