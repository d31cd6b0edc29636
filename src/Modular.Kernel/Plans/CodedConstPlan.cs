using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A constant given as coded value (CODED-CONST), or a set of them (NRC-CONST).</summary>
internal sealed class CodedConstPlan : ParameterPlan
{
    private readonly CodedType _type;
    private readonly ConstantValue[] _values;
    private readonly bool _isChoice;

    private CodedConstPlan(in ParameterSite site, DiagCodedType? type, ConstantText[] texts, bool isChoice)
        : base(site)
    {
        _type = CodedTypeCompiler.Compile(type ?? throw MessageException.Invalid($"The constant '{Name}' has no diag-coded type"));
        _values = Array.ConvertAll(texts, text => ConstantValue.Parse(text.Value, _type));
        _isChoice = isChoice;
        if (_values.Length == 0)
        {
            throw MessageException.Invalid($"The constant '{Name}' has no value");
        }
    }

    public override int? FixedBits => _type.FixedBits;

    public static CodedConstPlan Compile(in ParameterSite site, CodedConstParam constant) =>
        new(site, constant.DiagCodedType, [new ConstantText(constant.CodedValue)], isChoice: false);

    public static CodedConstPlan Compile(in ParameterSite site, NrcConstParam constants)
    {
        var texts = new ConstantText[constants.CodedValues.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = new ConstantText(constants.CodedValues[i]);
        }

        return new CodedConstPlan(site, constants.DiagCodedType, texts, isChoice: true);
    }

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        if (!_type.TryDecode(ref context, position, BitPosition, out var value, out _) || !IsAllowed(value))
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"'{Name}' is {value.ToString()}, not {_values[0].Text} as the database says");
        }

        ValueEmitter.Emit(context.Sink, View.ShortNameUtf8, value, _type.Base);
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        context.CountValue();
        var index = 0;
        if (value.Kind != ParameterValueKind.Null)
        {
            index = Array.FindIndex(_values, ToPredicate(value));
            if (index < 0)
            {
                throw ConstantGiven();
            }
        }

        Write(ref context, index, position, isLast);
    }

    /// <summary>Whether the value is one of several, and so tells only which one was given by another parameter.</summary>
    public bool IsChoice => _isChoice;

    /// <summary>Checks bytes which another parameter at this place encoded.</summary>
    public void Verify(ReadOnlySpan<byte> message, KernelOptions rules, int position)
    {
        var context = new DecodeContext(message, default, NullParameterSink.Instance, DecodeOptions.Default, rules);
        if (!_type.TryDecode(ref context, position, BitPosition, out var value, out _) || !IsAllowed(value))
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter, $"{value.ToString()} is none of the codes which '{Name}' allows")
            {
                AllowedValues = Array.ConvertAll(_values, constant => constant.Text),
            };
        }
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
        return _type.TryDecode(ref context, Position, BitPosition, out var value, out _) && IsAllowed(value);
    }

    protected override ParameterDescription Describe() => new(this, _isChoice ? ParameterKind.NrcConst : ParameterKind.CodedConst)
    {
        ConstantValue = _isChoice ? null : _values[0].Text,
        Type = ScalarDescription.Describe(_type, _isChoice ? _values : []),
    };

    private void Write(scoped ref EncodeContext context, int index, int position, bool isLast) =>
        _type.Encode(ref context, position, BitPosition, _values[index].ToCoded(_type), isLast);

    private bool IsAllowed(scoped CodedValue value)
    {
        foreach (var constant in _values)
        {
            if (constant.Equals(value))
            {
                return true;
            }
        }

        return false;
    }

    private static Predicate<ConstantValue> ToPredicate(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Integer => constant => constant.IsNumber && constant.Number == value.AsInteger(),
        ParameterValueKind.Real => constant => constant.IsNumber && constant.Number == value.AsReal(),
        ParameterValueKind.Text => constant => constant.Text == value.AsText(),
        ParameterValueKind.Bytes => constant => constant.Bytes is { } bytes && bytes.AsSpan().SequenceEqual(value.AsBytes()),
        _ => _ => false,
    };

    private readonly record struct ConstantText(string? Value);
}
