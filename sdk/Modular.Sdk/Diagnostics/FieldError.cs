namespace Modular.Sdk.Diagnostics;

/// <summary>Why a single value of an answer could not be interpreted.</summary>
/// <param name="Details">What was wrong, for a person.</param>
/// <param name="RawValue">The coded value as text, or null when there is none.</param>
public sealed record FieldError(string Details, string? RawValue);
