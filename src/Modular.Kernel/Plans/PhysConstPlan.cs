using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A constant given as physical value (PHYS-CONST).</summary>
internal sealed class PhysConstPlan : ParameterPlan
{
    private readonly ScalarPlan _value;
    private readonly string _constant;

    public PhysConstPlan(in ParameterSite site, ScalarPlan value, string constant)
        : base(site)
    {
        _value = value;
        _constant = constant;
    }

    public override int? FixedBits => _value.FixedBits;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        if (!_value.TryDecode(ref context, position, BitPosition, out var value, out _) || !_value.IsEqual(value, _constant))
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"'{Name}' is {value.ToString()}, not {_constant} as the database says");
        }

        ValueEmitter.Emit(context.Sink, View.ShortNameUtf8, value, _value.Physical);
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        if (value.Kind != ParameterValueKind.Null && !IsConstant(value))
        {
            throw ConstantGiven();
        }

        _value.Encode(ref context, ParameterValue.FromText(_constant), View, position, BitPosition, isLast);
    }

    protected override ParameterDescription Describe() => new(this, ParameterKind.PhysConst)
    {
        ConstantValue = _constant,
        Type = _value.Describe(),
    };

    private bool IsConstant(in ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => value.AsText() == _constant,
        ParameterValueKind.Integer => _value.IsEqual(CodedValue.FromInteger(value.AsInteger()), _constant),
        ParameterValueKind.Real => _value.IsEqual(CodedValue.FromReal(value.AsReal()), _constant),
        ParameterValueKind.Bytes => _value.IsEqual(CodedValue.FromBytes(value.AsBytes()), _constant),
        _ => false,
    };
}
