namespace Modular.Sdk.Diagnostics;

/// <summary>An item of a special data group: either a datum or a group.</summary>
/// <param name="Group">The group, or null when the item is a datum.</param>
/// <param name="Value">Text of the datum, or null.</param>
/// <param name="SemanticInformation">Attribute SI of the datum, or null.</param>
/// <param name="TextIdentifier">Attribute TI of the datum, or null.</param>
public sealed record SpecialDataItem(SpecialDataGroup? Group, string? Value, string? SemanticInformation, string? TextIdentifier);
