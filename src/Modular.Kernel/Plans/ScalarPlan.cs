using System.Globalization;
using Modular.Kernel.Coding;
using Modular.Kernel.Computing;
using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A simple value (DATA-OBJECT-PROP): coded type, constraints, computation.</summary>
internal sealed class ScalarPlan : ValuePlan
{
    private readonly Dop _dop;
    private readonly NormalDop _description;
    private readonly ConstraintSet? _internalConstraints;
    private readonly ConstraintSet? _physicalConstraints;

    public ScalarPlan(Dop dop, NormalDop description)
    {
        _dop = dop;
        _description = description;
        Coded = CodedTypeCompiler.Compile(
            description.DiagCodedType ?? throw MessageException.Invalid($"The data object '{dop.ShortName}' has no diag-coded type"));
        Physical = description.PhysicalType is { } type ? (BaseType)type.BaseDataType : Coded.Base;
        Computation = ComputationCompiler.Compile(description.CompuMethod, Coded.Base, Physical);
        _internalConstraints = ConstraintSet.Compile(description.InternalConstr, Coded.Base);
        _physicalConstraints = ConstraintSet.Compile(description.PhysConstr, Physical);
    }

    public CodedType Coded { get; }

    public BaseType Physical { get; }

    public Computation Computation { get; }

    public override int? FixedBits => Coded.FixedBits;

    public override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.CountValue();
        var isValue = TryDecode(ref context, position, bitPosition, out var value, out var error);
        if (error is not null)
        {
            context.Sink.Error(name, error);
        }

        if (!isValue)
        {
            return;
        }

        if (context.BindsValues && parameter is { } bound && value.Kind == CodedValueKind.Integer)
        {
            context.Bind(new Binding(bound, value.Integer));
        }

        ValueEmitter.Emit(context.Sink, name, value, Physical);
    }

    /// <summary>Decodes the physical value.</summary>
    /// <returns>
    /// False when the value has no meaning or is not valid; the error then says why. Where invalid values are kept, they
    /// come with an error too.
    /// </returns>
    public bool TryDecode(
        scoped ref DecodeContext context, int position, int bitPosition, out CodedValue value, out FieldError? error)
    {
        if (!Coded.TryDecode(ref context, position, bitPosition, out var coded, out var reason))
        {
            value = coded;
            error = new FieldError(reason!, coded.ToString());
            return false;
        }

        value = coded;
        error = _internalConstraints?.Check(coded);
        if (error is not null && !context.Options.KeepInvalidValues)
        {
            return false;
        }

        if (!Computation.TryToPhysical(coded, out var computed)
            || !TypeConversion.TryConvert(computed, Physical, context.Rules.TruncateWholeNumbers, out value))
        {
            error = new FieldError(Computation is UnsupportedComputation
                ? "The value is computed by program code (COMPUCODE), which is not executed"
                : "The value has no meaning in the database", coded.ToString());
            return false;
        }

        if (error is null && _physicalConstraints?.Check(value) is { } notAllowed)
        {
            error = notAllowed with { RawValue = coded.ToString() };
        }

        return error is null || context.Options.KeepInvalidValues;
    }

    public override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast)
    {
        context.CountValue();
        switch (value.Kind)
        {
            case ParameterValueKind.Text:
                EncodeText(ref context, value.AsText(), position, bitPosition, isLast);
                break;
            case ParameterValueKind.Integer:
                EncodePhysical(ref context, CodedValue.FromInteger(value.AsInteger()), position, bitPosition, isLast);
                break;
            case ParameterValueKind.Unsigned:
                EncodePhysical(ref context, CodedValue.FromReal(value.AsUnsigned()), position, bitPosition, isLast);
                break;
            case ParameterValueKind.Real:
                var real = value.AsReal();
                var number = NumberText.TryToInteger(real, out var whole) && Physical.IsInteger()
                    ? CodedValue.FromInteger(whole)
                    : CodedValue.FromReal(real);
                EncodePhysical(ref context, number, position, bitPosition, isLast);
                break;
            case ParameterValueKind.Bytes:
                EncodePhysical(ref context, CodedValue.FromBytes(value.AsBytes()), position, bitPosition, isLast);
                break;
            default:
                throw WrongType(value, Physical.ToOdxName());
        }

        if (context.BindsValues && parameter is { } bound && value.Kind == ParameterValueKind.Integer)
        {
            context.Bind(new Binding(bound, value.AsInteger()));
        }
    }

    /// <summary>Compares a decoded value with one written by the author of the database.</summary>
    public bool IsEqual(scoped CodedValue value, string text)
    {
        if (value.Kind == CodedValueKind.Text)
        {
            return TextCoding.ToText(value.Bytes, value.Encoding) == text;
        }

        return ConstantText.TryParse(text, Physical, out var expected) && (value.Kind == CodedValueKind.Bytes
            ? value.Bytes.SequenceEqual(expected.Bytes)
            : value.IsNumber && (Physical == BaseType.Float32 ? (float)value.Real == (float)expected.Real : value.Real == expected.Real));
    }

    /// <summary>Encodes an internal value, past computation and constraints.</summary>
    public void EncodeCoded(scoped ref EncodeContext context, scoped CodedValue value, int position, bool isLast)
    {
        if (value.Kind == CodedValueKind.Text && value.Encoding != Coded.Traits.Text)
        {
            EncodeTranscoded(ref context, value, position, 0, isLast);
            return;
        }

        Coded.Encode(ref context, position, 0, value, isLast);
    }

    public override ValueDescription Describe() => ScalarDescription.Describe(this, _dop, _description);

    private void EncodeText(scoped ref EncodeContext context, string text, int position, int bitPosition, bool isLast)
    {
        if (Computation.IsTextTable)
        {
            if (!Computation.TryToInternal(text, out var entry))
            {
                throw new MessageException(DiagnosticFailure.InvalidParameter, $"'{Cut(text)}' is none of the texts of the table")
                {
                    AllowedValues = Computation.Texts,
                };
            }

            EncodeInternal(ref context, entry, position, bitPosition, isLast);
        }
        else if (Physical.IsInteger() && NumberText.TryParseInteger(text, out var integer))
        {
            EncodePhysical(ref context, CodedValue.FromInteger(integer), position, bitPosition, isLast);
        }
        else if (Physical is BaseType.Float32 or BaseType.Float64 && NumberText.TryParseReal(text, out var real))
        {
            EncodePhysical(ref context, CodedValue.FromReal(real), position, bitPosition, isLast);
        }
        else if (Physical == BaseType.ByteField)
        {
            EncodeHex(ref context, text, position, bitPosition, isLast);
        }
        else if (Physical.IsText())
        {
            var length = TextCoding.MaxCodedLength(text.Length);
            Span<byte> utf8 = length <= 512 ? stackalloc byte[512] : new byte[length];
            var isText = TextCoding.TryEncode(text, TextEncoding.Utf8, utf8, out var written);
            var value = CodedValue.FromText(utf8[..written], TextEncoding.Utf8);
            if (!isText)
            {
                throw new MessageException(DiagnosticFailure.InvalidParameter, "The text holds half of a surrogate pair");
            }

            EncodePhysical(ref context, value, position, bitPosition, isLast);
        }
        else
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"'{Cut(text)}' is no {Physical.ToOdxName()}");
        }
    }

    private void EncodeHex(scoped ref EncodeContext context, string text, int position, int bitPosition, bool isLast)
    {
        var length = NumberText.MaxByteCount(text.Length);
        Span<byte> bytes = length <= 512 ? stackalloc byte[512] : new byte[length];
        if (!NumberText.TryParseBytes(text, bytes, out var written))
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"'{Cut(text)}' is no byte field in hexadecimal");
        }

        EncodePhysical(ref context, CodedValue.FromBytes(bytes[..written]), position, bitPosition, isLast);
    }

    private void EncodePhysical(scoped ref EncodeContext context, scoped CodedValue value, int position, int bitPosition, bool isLast)
    {
        if (Computation.IsTextTable || !IsOfPhysicalKind(value))
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter,
                $"{value.ToString()} is {(Computation.IsTextTable ? "no text of the table" : "no " + Physical.ToOdxName())}")
            {
                AllowedValues = Computation.Texts,
            };
        }

        if (_physicalConstraints?.Check(value) is { } invalid)
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, invalid.Details);
        }

        if (!Computation.TryToInternal(value, out var computed))
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"{value.ToString()} cannot be converted by the computation");
        }

        EncodeInternal(ref context, computed, position, bitPosition, isLast);
    }

    private void EncodeInternal(scoped ref EncodeContext context, scoped CodedValue computed, int position, int bitPosition, bool isLast)
    {
        if (!TypeConversion.TryConvert(computed, Coded.Base, context.Rules.TruncateWholeNumbers, out var value))
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter, $"{computed.ToString()} does not fit {Coded.Base.ToOdxName()}");
        }

        if (_internalConstraints?.Check(value) is { } invalid)
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, invalid.Details);
        }

        if (value.Kind != CodedValueKind.Text || value.Encoding == Coded.Traits.Text)
        {
            Coded.Encode(ref context, position, bitPosition, value, isLast);
            return;
        }

        EncodeTranscoded(ref context, value, position, bitPosition, isLast);
    }

    private void EncodeTranscoded(scoped ref EncodeContext context, scoped CodedValue value, int position, int bitPosition, bool isLast)
    {
        var text = value.ToFullText();
        var length = TextCoding.MaxCodedLength(text.Length);
        Span<byte> coded = length <= 512 ? stackalloc byte[512] : new byte[length];
        if (!TextCoding.TryEncode(text, Coded.Traits.Text, coded, out var written))
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter, $"'{Cut(text)}' holds characters which {Coded.Traits.Text} does not have");
        }

        Coded.Encode(ref context, position, bitPosition, CodedValue.FromText(coded[..written], Coded.Traits.Text), isLast);
    }

    private bool IsOfPhysicalKind(scoped CodedValue value) => value.Kind switch
    {
        CodedValueKind.Integer => Physical.IsNumber(),
        CodedValueKind.Real => Physical is BaseType.Float32 or BaseType.Float64,
        CodedValueKind.Text => Physical.IsText(),
        _ => Physical == BaseType.ByteField,
    };

    private static string Cut(string text) =>
        text.Length <= 64 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 64)}...");
}
