namespace Modular.Odx.Summaries;

/// <summary>What a layer declares itself.</summary>
/// <param name="Kind">The element's name, for example BASE-VARIANT.</param>
/// <param name="ShortName">Its short name.</param>
/// <param name="Services">How many services.</param>
/// <param name="Jobs">How many jobs.</param>
/// <param name="DataObjectProperties">How many data object properties, structures and fields.</param>
/// <param name="Tables">How many tables.</param>
/// <param name="TroubleCodes">How many trouble codes.</param>
/// <param name="Parents">The identifiers of the layers it inherits from.</param>
public sealed record LayerSummary(
    string Kind, string ShortName, int Services, int Jobs, int DataObjectProperties, int Tables, int TroubleCodes, IReadOnlyList<string> Parents);
