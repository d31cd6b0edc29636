namespace Modular.Sdk.Diagnostics;

/// <summary>A special data group (SDG) of the database: what the author added beyond the standard.</summary>
/// <param name="Caption">Short name of its caption, or null.</param>
/// <param name="SemanticInformation">Attribute SI, or null.</param>
/// <param name="Items">Data and groups within, in order.</param>
public sealed record SpecialDataGroup(string? Caption, string? SemanticInformation, IReadOnlyList<SpecialDataItem> Items);
