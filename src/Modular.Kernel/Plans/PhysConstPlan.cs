using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A constant given as physical value: PHYS-CONST, or the key of a fixed table row (TABLE-ENTRY).</summary>
internal sealed class PhysConstPlan : ParameterPlan
{
    private readonly ScalarPlan _value;
    private readonly string _constant;
    private readonly ParameterKind _kind;

    public PhysConstPlan(in ParameterSite site, ScalarPlan value, string constant, ParameterKind kind)
        : base(site)
    {
        _kind = kind;
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

    public override bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> request)
    {
        if (Position < 0 || FixedBits is not { } bits)
        {
            return true;
        }

        if (Position + BitField.ByteCount(BitPosition, bits) > message.Length)
        {
            return false;
        }

        var context = new DecodeContext(message, default, NullParameterSink.Instance, DecodeOptions.Default, KernelOptions.Default);
        return _value.TryDecode(ref context, Position, BitPosition, out var value, out _) && _value.IsEqual(value, _constant);
    }

    protected override ParameterDescription Describe() => new(this, _kind)
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
