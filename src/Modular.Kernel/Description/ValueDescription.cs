using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Description;

/// <summary>Describes the values of a parameter: enough to render a schema, or to invent a plausible value.</summary>
public sealed class ValueDescription
{
    private IReadOnlyList<ParameterDescription>? _members;
    private IReadOnlyList<CaseDescription>? _cases;
    private IReadOnlyList<DtcDescription>? _dtcs;
    private ValueDescription? _item;

    internal ValueDescription()
    {
    }

    /// <summary>Short name of the data object, or null.</summary>
    public string? Name { get; internal init; }

    /// <summary>What the value looks like.</summary>
    public ValueShape Shape { get; internal init; }

    /// <summary>Smallest physical number allowed, where the coding, the computation and the constraints tell; else null.</summary>
    public double? Minimum { get; internal init; }

    /// <summary>Greatest physical number allowed, where known; else null.</summary>
    public double? Maximum { get; internal init; }

    /// <summary>Shortest coded length of a text or byte field, in bytes.</summary>
    public int MinLength { get; internal init; }

    /// <summary>Longest coded length of a text or byte field, in bytes; null where only the message ends it.</summary>
    public int? MaxLength { get; internal init; }

    /// <summary>Texts of a text table in the order of the database; empty for other shapes.</summary>
    public IReadOnlyList<string> Texts { get; internal init; } = [];

    /// <summary>Display name of the unit, or null.</summary>
    public string? Unit { get; internal init; }

    /// <summary>The unit with its relation to SI, or null.</summary>
    public UnitDescription? UnitDetails { get; internal init; }

    /// <summary>Special data groups of the data object.</summary>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups { get; internal init; } = [];

    /// <summary>Members of a structure, or of an item of a field of structures; empty for other shapes.</summary>
    public IReadOnlyList<ParameterDescription> Members => _members ??= MemberFactory?.Invoke() ?? [];

    /// <summary>What an item of a field is; null for other shapes.</summary>
    public ValueDescription? Item => _item ??= ItemFactory?.Invoke();

    /// <summary>Smallest number of items of a field.</summary>
    public int MinItems { get; internal init; }

    /// <summary>Greatest number of items of a field, or null for no bound.</summary>
    public int? MaxItems { get; internal init; }

    /// <summary>Cases of a multiplexer, the default case last; or the rows of a table. Empty for other shapes.</summary>
    public IReadOnlyList<CaseDescription> Cases => _cases ??= CaseFactory?.Invoke() ?? [];

    /// <summary>Trouble codes of a DTC data object; empty for other shapes.</summary>
    public IReadOnlyList<DtcDescription> Dtcs => _dtcs ??= DtcFactory?.Invoke() ?? [];

    // Structures are shared and may be large, so what lies within is described when somebody asks.
    internal Func<IReadOnlyList<ParameterDescription>>? MemberFactory { get; init; }

    internal Func<ValueDescription>? ItemFactory { get; init; }

    internal Func<IReadOnlyList<CaseDescription>>? CaseFactory { get; init; }

    internal Func<IReadOnlyList<DtcDescription>>? DtcFactory { get; init; }
}
