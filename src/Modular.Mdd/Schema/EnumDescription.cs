using System.Collections.Immutable;

namespace Modular.Mdd.Schema;

/// <summary>Describes one enumeration.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Members">Names of the members by value, which rise from 0 without a gap.</param>
/// <param name="IsOurs">Whether this project appended the enumeration to the published schema.</param>
public sealed record EnumDescription(string Name, ImmutableArray<string> Members, bool IsOurs);
