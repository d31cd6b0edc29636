namespace Modular.Mdd.FlatBuffers;

/// <summary>What a verified payload consists of.</summary>
/// <param name="Tables">Distinct tables.</param>
/// <param name="Depth">Deepest nesting from the root, counted in tables.</param>
/// <param name="LongestText">Longest text, in bytes.</param>
/// <param name="TablesByType">Distinct tables by index in <see cref="Schema.MddSchema.Tables"/>.</param>
public sealed record FlatBufferStatistics(int Tables, int Depth, int LongestText, IReadOnlyList<int> TablesByType);
