using System.Collections.Immutable;

namespace Modular.Mdd.Schema;

/// <summary>Describes one union.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Alternatives">Index of the table in <see cref="MddSchema.Tables"/> by kind; -1 for a kind without one.</param>
/// <param name="LastPublished">Highest kind of the published schema; this project appended those above.</param>
public sealed record UnionDescription(string Name, ImmutableArray<int> Alternatives, int LastPublished);
