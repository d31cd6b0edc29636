using System.Text.RegularExpressions;

namespace Modular.Odx.Conversion;

/// <summary>How to convert.</summary>
public sealed record OdxConversionOptions
{
    /// <summary>
    /// Whether to go on where a description is wrong but the rest of it is usable: references that lead nowhere, identifiers
    /// given twice, values that are not allowed, a TABLE-KEY with several references. Each is a warning and a loss then.
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>Short names of additional audiences; services and jobs enabled for others only are left out. Empty for all.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Whether code files that jobs name become chunks of the database.</summary>
    public bool IncludesJobFiles { get; init; }

    /// <summary>Files to take out of code archives: the code file's name, and the names of its entries, as expressions.</summary>
    public IReadOnlyList<(Regex Job, Regex Content)> PartialJobFiles { get; init; } = [];

    /// <summary>Limits on what is read.</summary>
    public OdxLimits Limits { get; init; } = OdxLimits.Default;

    /// <summary>When the databases were made, for their metadata; null leaves it out, so that equal input gives equal bytes.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Name and version of the converter for the metadata.</summary>
    public string? Converter { get; init; }
}
