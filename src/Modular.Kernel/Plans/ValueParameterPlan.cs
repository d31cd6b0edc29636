using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A value (VALUE), or one which the tester's system would supply (SYSTEM).</summary>
internal sealed class ValueParameterPlan : ParameterPlan
{
    private readonly ParameterKind _kind;
    private readonly string? _default;

    public ValueParameterPlan(in ParameterSite site, ParameterKind kind, ValuePlan value, string? defaultValue)
        : base(site)
    {
        _kind = kind;
        Value = value;
        _default = defaultValue;
    }

    public ValuePlan Value { get; }

    public override int? FixedBits => Value.FixedBits;

    public override bool HasEnvironmentData => Value.HasEnvironmentData;

    public override bool IsOptional => _default is not null || Value.IsOptional;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        if (context.Options.FlattenStructures && Value is StructurePlan structure)
        {
            structure.DecodeMembers(ref context, position);
            return;
        }

        Value.Decode(ref context, View.ShortNameUtf8, View, position, BitPosition);
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        if (value.Kind == ParameterValueKind.Null && _default is not null)
        {
            Value.Encode(ref context, ParameterValue.FromText(_default), View, position, BitPosition, isLast);
            return;
        }

        if (value.Kind == ParameterValueKind.Null && !Value.IsOptional && Value is not StructurePlan)
        {
            throw Missing();
        }

        Value.Encode(ref context, value, View, position, BitPosition, isLast);
    }

    protected override ParameterDescription Describe() => new(this, _kind)
    {
        DefaultValue = _default,
        Type = Value.Describe(),
    };
}
