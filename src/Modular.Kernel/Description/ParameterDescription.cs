using Modular.Kernel.Coding;
using Modular.Kernel.Layers;
using Modular.Kernel.Plans;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Description;

/// <summary>Describes a parameter of a request, a response or a structure.</summary>
public sealed class ParameterDescription
{
    private readonly ParameterPlan _plan;
    private IReadOnlyList<SpecialDataGroup>? _specialData;

    internal ParameterDescription(ParameterPlan plan, ParameterKind kind)
    {
        _plan = plan;
        Kind = kind;
    }

    /// <summary>Short name.</summary>
    public string Name => _plan.Name;

    /// <summary>Kind of the parameter.</summary>
    public ParameterKind Kind { get; }

    /// <summary>Semantic, for example <c>DATA</c>, or null.</summary>
    public string? Semantic => _plan.Semantic;

    /// <summary>Position in bytes within the message or structure; null when it follows a parameter of variable length.</summary>
    public int? BytePosition => _plan.Position >= 0 ? _plan.Position : null;

    /// <summary>Position of the least significant bit, 0 to 7.</summary>
    public int BitPosition => _plan.BitPosition;

    /// <summary>Width in bits where it is always the same, else null.</summary>
    public int? BitLength => _plan.FixedBits;

    /// <summary>Length in bytes where it is always the same, else null.</summary>
    public int? FixedLength => _plan.FixedBits is { } bits ? BitField.ByteCount(BitPosition, bits) : null;

    /// <summary>Whether an encoder needs a value: it is no constant, has no default and cannot be derived.</summary>
    public bool IsRequired => !_plan.IsOptional;

    /// <summary>Physical default value as text of the database, or null.</summary>
    public string? DefaultValue { get; internal init; }

    /// <summary>Value of a constant as text of the database (coded for CODED-CONST, physical for PHYS-CONST), or null.</summary>
    public string? ConstantValue { get; internal init; }

    /// <summary>Special data groups of the parameter.</summary>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups =>
        _specialData ??= Guard.Read(() => SpecialDataReader.Read(_plan.View.Sdgs), Name);

    /// <summary>Type of the value; null for kinds without a value of their own. Texts of an NRC-CONST are its codes.</summary>
    public ValueDescription? Type { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
