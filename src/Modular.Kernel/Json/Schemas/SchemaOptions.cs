using System.Collections.Frozen;
using Modular.Kernel.Services;

namespace Modular.Kernel.Json.Schemas;

/// <summary>Which JSON a schema describes.</summary>
public sealed record SchemaOptions
{
    /// <summary>Everything, nested as described.</summary>
    public static SchemaOptions Nested { get; } = new();

    /// <summary>As the reference adapter maps: data only, structures flattened into the answer.</summary>
    public static SchemaOptions Reference { get; } = new()
    {
        MappedSemantics = DecodeOptions.Reference.MappedSemantics,
        FlattensStructures = true,
    };

    /// <inheritdoc cref="DecodeOptions.MappedSemantics"/>
    public FrozenSet<string>? MappedSemantics { get; init; }

    /// <summary>Whether the members of a structure appear directly in the object around it. Holds for responses.</summary>
    public bool FlattensStructures { get; init; }

    /// <summary>Deepest nesting described; what lies deeper may be anything. Default 16.</summary>
    public int MaxDepth { get; init; } = 16;
}
