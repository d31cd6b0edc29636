using System.Collections.Frozen;
using Modular.Kernel.Coding;
using Modular.Kernel.Computing;
using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A trouble code (DTC-DOP): an object with its code and what the database says of it.</summary>
internal sealed class DtcPlan : ValuePlan
{
    private readonly string? _name;
    private readonly CodedType _coded;
    private readonly Computation _computation;
    private readonly DtcDop _description;
    private readonly FrozenDictionary<long, int> _byCode;

    public DtcPlan(Dop dop, DtcDop description)
    {
        _name = dop.ShortName;
        _description = description;
        _coded = CodedTypeCompiler.Compile(
            description.DiagCodedType ?? throw MessageException.Invalid($"The DTC data object '{_name}' has no diag-coded type"));
        _computation = ComputationCompiler.Compile(description.CompuMethod, _coded.Base, BaseType.UInt32);
        var codes = new Dictionary<long, int>();
        for (var i = 0; i < description.Dtcs.Count; i++)
        {
            codes.TryAdd(description.Dtcs[i].TroubleCode, i);
        }

        _byCode = codes.ToFrozenDictionary();
    }

    public override int? FixedBits => _coded.FixedBits;

    public override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.CountValue();
        if (!_coded.TryDecode(ref context, position, bitPosition, out var coded, out var reason)
            || !_computation.TryToPhysical(coded, out var computed)
            || !TypeConversion.TryConvert(computed, BaseType.UInt32, context.Rules.TruncateWholeNumbers, out var code))
        {
            context.Sink.Error(name, new FieldError(reason ?? "The value is no trouble code", coded.ToString()));
            return;
        }

        if (context.BindsValues && parameter is { } bound)
        {
            context.Bind(new Binding(bound, code.Integer));
        }

        if (context.Options.Choices == ChoiceStyle.Pairs)
        {
            EmitNames(context.Sink, name, code.Integer);
        }
        else
        {
            Emit(context.Sink, name, code.Integer, context.Options.IncludeDtcShortNames);
        }
    }

    public override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast)
    {
        context.CountValue();
        var code = ToCode(value);
        if (!_computation.TryToInternal(CodedValue.FromInteger(code), out var computed)
            || !TypeConversion.TryConvert(computed, _coded.Base, context.Rules.TruncateWholeNumbers, out var coded))
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"The trouble code {code} cannot be coded");
        }

        if (context.BindsValues && parameter is { } bound)
        {
            context.Bind(new Binding(bound, code));
        }

        _coded.Encode(ref context, position, bitPosition, coded, isLast);
    }

    public override ValueDescription Describe() => new()
    {
        Name = _name,
        Shape = ValueShape.Dtc,
        Minimum = 0,
        Maximum = _coded.FixedBits is { } bits and <= 32 ? BitField.LowMask(bits) : uint.MaxValue,
        DtcFactory = () => [.. _description.Dtcs.Select(DtcDescription.From)],
    };

    private void Emit(IParameterSink sink, scoped ReadOnlySpan<byte> name, long code, bool withShortName)
    {
        sink.BeginObject(name);
        sink.Number("code"u8, (ulong)code);
        if (_byCode.TryGetValue(code, out var index))
        {
            var dtc = _description.Dtcs[index];
            if (withShortName)
            {
                sink.Text("short_name"u8, dtc.ShortNameUtf8);
            }

            if (!dtc.DisplayTroubleCodeUtf8.IsEmpty)
            {
                sink.Text("display_code"u8, dtc.DisplayTroubleCodeUtf8);
            }

            if (dtc.Text is { } text)
            {
                sink.Text("fault_name"u8, text.ValueUtf8);
            }

            if (dtc.Level is { } level)
            {
                sink.Number("severity"u8, (ulong)level);
            }
        }

        sink.EndObject();
    }

    private void EmitNames(IParameterSink sink, scoped ReadOnlySpan<byte> name, long code)
    {
        sink.BeginObject(name);
        sink.Number("code"u8, (ulong)code);
        var isKnown = _byCode.TryGetValue(code, out var index);
        EmitName(sink, "short_name"u8, isKnown ? _description.Dtcs[index].ShortNameUtf8 : default);
        EmitName(sink, "display"u8, isKnown ? _description.Dtcs[index].DisplayTroubleCodeUtf8 : default);
        sink.EndObject();
    }

    private static void EmitName(IParameterSink sink, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            sink.Null(name);
        }
        else
        {
            sink.Text(name, text);
        }
    }

    private long ToCode(in ParameterValue value)
    {
        switch (value.Kind)
        {
            case ParameterValueKind.Integer:
                return value.AsInteger();
            case ParameterValueKind.Real when NumberText.TryToInteger(value.AsReal(), out var whole):
                return whole;
            case ParameterValueKind.Object when value.AsObject().TryGet("code", out var code) && code.Kind != ParameterValueKind.Object:
                return ToCode(code);
            case ParameterValueKind.Text:
                var text = value.AsText();
                foreach (var dtc in text.Length > 0 ? _description.Dtcs : default)
                {
                    if (dtc.ShortName == text || dtc.DisplayTroubleCode == text)
                    {
                        return dtc.TroubleCode;
                    }
                }

                return NumberText.TryParseInteger(text, out var number)
                    ? number
                    : throw new MessageException(DiagnosticFailure.InvalidParameter, $"'{text}' is no trouble code of the database");
            default:
                throw WrongType(value, "a trouble code");
        }
    }
}
