using System.Collections.Frozen;

namespace Modular.Kernel.Services;

/// <summary>Which parameters of a message reach the sink, and in which shape.</summary>
public sealed record DecodeOptions
{
    /// <summary>Everything, nested as described.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>Everything as described, choices as pairs, values which are not valid besides the error.</summary>
    public static DecodeOptions Complete { get; } = new() { Choices = ChoiceStyle.Pairs, KeepInvalidValues = true };

    /// <summary>As the reference adapter maps: data only, structures flattened, echoed parameters as the request's values.</summary>
    public static DecodeOptions Reference { get; } = new()
    {
        MappedSemantics = new[] { "DATA" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        FlattenStructures = true,
        ResolveMatchingParameters = true,
        IncludeDtcShortNames = false,
    };

    /// <summary>
    /// Semantics of the top-level parameters that are mapped, besides those without semantic; null to map all. The
    /// others are still decoded and checked.
    /// </summary>
    public FrozenSet<string>? MappedSemantics { get; init; }

    /// <summary>Whether the members of a structure appear directly in the object around it.</summary>
    public bool FlattenStructures { get; init; }

    /// <summary>
    /// Whether a MATCHING-REQUEST-PARAM appears as the value of the request's parameter at that place, where there is
    /// one of the same length; else as bytes.
    /// </summary>
    public bool ResolveMatchingParameters { get; init; }

    /// <summary>How multiplexers, rows of tables and trouble codes appear. Default <see cref="ChoiceStyle.Objects"/>.</summary>
    public ChoiceStyle Choices { get; init; }

    /// <summary>
    /// Whether a value which the database calls not valid, or outside of its limits, is given to the sink behind the error
    /// that says so; else only the error is.
    /// </summary>
    public bool KeepInvalidValues { get; init; }

    /// <summary>
    /// Whether a trouble code carries <c>short_name</c> besides <c>code</c>, <c>display_code</c>, <c>fault_name</c> and
    /// <c>severity</c>.
    /// </summary>
    public bool IncludeDtcShortNames { get; init; } = true;
}
