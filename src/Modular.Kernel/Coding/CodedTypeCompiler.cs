using Modular.Kernel.Plans;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Coding;

/// <summary>Makes coded types from their descriptions.</summary>
internal static class CodedTypeCompiler
{
    public static CodedType Compile(DiagCodedType description)
    {
        var traits = CompileTraits(description);
        return description.Kind switch
        {
            DiagCodedTypeKind.StandardLengthType when description.AsStandardLengthType is { } type => CompileFixed(traits, type),
            DiagCodedTypeKind.MinMaxLengthType when description.AsMinMaxLengthType is { } type => CompileTerminated(traits, type),
            DiagCodedTypeKind.LeadingLengthInfoType when description.AsLeadingLengthInfoType is { } type =>
                CompilePrefixed(traits, type),
            DiagCodedTypeKind.ParamLengthInfoType when description.AsParamLengthInfoType?.LengthKey is { } key =>
                new KeyedLengthType(traits, key),
            _ => throw MessageException.Invalid("The diag-coded type does not say how long its values are"),
        };
    }

    private static CodedTypeTraits CompileTraits(DiagCodedType description)
    {
        var type = (BaseType)description.BaseDataType;
        if (type > BaseType.Float64)
        {
            throw MessageException.Invalid($"Unknown base data type {(byte)type}");
        }

        var encoding = description.BaseTypeEncoding;
        var highLow = description.IsHighLowByteOrder;
        return new CodedTypeTraits(type, CompileInteger(type, encoding), CompileText(type, encoding, highLow), highLow);
    }

    private static IntegerEncoding CompileInteger(BaseType type, string? encoding) => (type, encoding?.ToUpperInvariant()) switch
    {
        (BaseType.Int32, "1C") => IntegerEncoding.OnesComplement,
        (BaseType.Int32, "SM") => IntegerEncoding.SignMagnitude,
        (BaseType.Int32, _) => IntegerEncoding.TwosComplement,
        (BaseType.UInt32, "BCD-P") => IntegerEncoding.PackedBcd,
        (BaseType.UInt32, "BCD-UP") => IntegerEncoding.UnpackedBcd,
        _ => IntegerEncoding.Unsigned,
    };

    private static TextEncoding CompileText(BaseType type, string? encoding, bool highLow) => (type, encoding?.ToUpperInvariant()) switch
    {
        (BaseType.AsciiString, "ISO-8859-2") => TextEncoding.Latin2,
        (BaseType.AsciiString, "WINDOWS-1252") => TextEncoding.Windows1252,
        (BaseType.AsciiString, "UTF-8") => TextEncoding.Utf8,
        (BaseType.AsciiString, _) => TextEncoding.Latin1,
        (BaseType.Unicode2String, _) => highLow ? TextEncoding.Utf16BigEndian : TextEncoding.Utf16LittleEndian,
        _ => TextEncoding.Utf8,
    };

    private static FixedLengthType CompileFixed(in CodedTypeTraits traits, StandardLengthType type)
    {
        var bits = RequireSize(type.BitLength);
        if (!traits.Base.IsNumber() && bits % (traits.Base == BaseType.Unicode2String ? 16 : 8) != 0)
        {
            throw MessageException.Invalid($"{traits.Base.ToOdxName()} of {bits} bits");
        }

        var mask = type.BitMask;
        if (mask.IsEmpty)
        {
            return new FixedLengthType(traits, bits, BitMask.None);
        }

        if (!traits.Base.IsNumber() && !type.Condensed)
        {
            return mask.Length <= bits / 8
                ? new FixedLengthType(traits, bits, BitMask.None) { ByteMask = Align(mask, bits / 8) }
                : throw MessageException.Invalid($"A bit mask of {mask.Length} bytes on {bits / 8} bytes");
        }

        if (!traits.Base.IsInteger())
        {
            throw new MessageException(
                DiagnosticFailure.NotSupported, $"A {(type.Condensed ? "condensed " : "")}bit mask on {traits.Base.ToOdxName()}");
        }

        var maskBits = 0UL;
        foreach (var b in mask)
        {
            maskBits = (maskBits << 8) | b;
        }

        return new FixedLengthType(traits, bits, new BitMask(maskBits & BitField.LowMask(bits), type.Condensed));
    }

    // A mask counts from the least significant, that is the last, byte.
    private static byte[] Align(ReadOnlySpan<byte> mask, int length)
    {
        var aligned = new byte[length];
        mask.CopyTo(aligned.AsSpan(length - mask.Length));
        return aligned;
    }

    private static TerminatedType CompileTerminated(in CodedTypeTraits traits, MinMaxLengthType type)
    {
        if (traits.Base.IsNumber())
        {
            throw MessageException.Invalid($"A minimum and maximum length for {traits.Base.ToOdxName()}");
        }

        // Some writers leave out zeros, so a maximum of 0 arrives as none; no value could have it anyway.
        var max = type.MaxLength is { } given ? RequireSize(given) : (int?)null;
        return new TerminatedType(traits, RequireSize(type.MinLength), max, type.Termination);
    }

    private static PrefixedType CompilePrefixed(in CodedTypeTraits traits, LeadingLengthInfoType type) =>
        traits.Base.IsNumber() || type.BitLength is < 1 or > 32
            ? throw MessageException.Invalid($"A leading length of {type.BitLength} bits for {traits.Base.ToOdxName()}")
            : new PrefixedType(traits, (int)type.BitLength);

    private static int RequireSize(uint size) =>
        size <= int.MaxValue ? (int)size : throw MessageException.Invalid($"A length of {size}");
}
