namespace Modular.Kernel.Description;

/// <summary>A case of a multiplexer or a row of a table.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Key">Key as text of the database: lower limit of a case, key of a row; null for the default case.</param>
/// <param name="Members">Members of the structure; empty when there is none.</param>
public sealed record CaseDescription(string Name, string? Key, IReadOnlyList<ParameterDescription> Members);
