namespace Modular.Odx.Conversion;

/// <summary>How far a conversion is.</summary>
/// <param name="Step">What is being done, for people.</param>
/// <param name="Share">Part of the reading that is done, 0 to 1; 1 afterwards.</param>
public readonly record struct OdxProgress(string Step, double Share);
