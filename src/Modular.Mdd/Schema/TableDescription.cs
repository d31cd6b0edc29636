using System.Collections.Immutable;

namespace Modular.Mdd.Schema;

/// <summary>Describes one kind of table.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Fields">The fields by rising id.</param>
/// <param name="IsOurs">Whether this project appended the table to the published schema.</param>
public sealed record TableDescription(string Name, ImmutableArray<FieldDescription> Fields, bool IsOurs);
