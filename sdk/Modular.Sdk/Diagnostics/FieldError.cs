namespace Modular.Sdk.Diagnostics;

/// <summary>Why a single value of an answer could not be interpreted.</summary>
/// <param name="Details">What was wrong, for a person.</param>
/// <param name="RawValue">The coded value as text, or null when there is none.</param>
public sealed record FieldError(string Details, string? RawValue)
{
    /// <summary>
    /// How the database judges a value which is there but not allowed: <c>NOT-VALID</c>, <c>NOT-DEFINED</c>,
    /// <c>NOT-AVAILABLE</c> or <c>OUT-OF-LIMITS</c>. Null for what could not be interpreted at all.
    /// </summary>
    public string? Validity { get; init; }
}
