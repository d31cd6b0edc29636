using Modular.Odx.Conversion;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>What became of one input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Conversion">What the conversion gave; null where it failed.</param>
/// <param name="Files">The databases written, with their sizes.</param>
/// <param name="Failure">Why there is no database; null where there is.</param>
/// <param name="Errors">What is wrong with the description, where that is the reason.</param>
internal sealed record ConvertOutcome(
    ConvertInput Input, OdxConversion? Conversion, IReadOnlyList<(string Path, long Bytes)> Files, string? Failure, IReadOnlyList<OdxProblem> Errors);
