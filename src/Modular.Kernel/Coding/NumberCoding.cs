using Modular.Kernel.Plans;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Coding;

/// <summary>Numbers of a given width within a message.</summary>
internal static class NumberCoding
{
    public static bool TryDecode(
        scoped ref DecodeContext context,
        int position,
        int bitPosition,
        int bitLength,
        CodedTypeTraits traits,
        BitMask mask,
        out CodedValue value,
        out string? error)
    {
        var count = CountBytes(bitPosition, bitLength, traits.Base);
        var bits = mask.Apply(BitField.Extract(context.Take(position, count), bitPosition, bitLength, traits.HighLow));
        context.Cursor = position + count;
        error = null;
        switch (traits.Base)
        {
            case BaseType.Float32:
                value = CodedValue.FromReal(BitConverter.UInt32BitsToSingle((uint)bits));
                return true;
            case BaseType.Float64:
                value = CodedValue.FromReal(BitConverter.UInt64BitsToDouble(bits));
                return true;
            default:
                var isNumber = IntegerCoding.TryDecode(bits, bitLength, traits.Integer, out var number);
                value = CodedValue.FromInteger(isNumber ? number : (long)bits);
                error = isNumber ? null : $"0x{bits:X} is no decimal number";
                return isNumber;
        }
    }

    public static void Encode(
        scoped ref EncodeContext context,
        int position,
        int bitPosition,
        int bitLength,
        CodedTypeTraits traits,
        BitMask mask,
        scoped CodedValue value)
    {
        var count = CountBytes(bitPosition, bitLength, traits.Base);
        var bits = ToBits(value, mask.ValueLength(bitLength), traits);
        var target = context.Reserve(position, count);
        BitField.Insert(target, bitPosition, mask.Bits & BitField.LowMask(bitLength), traits.HighLow, mask.Spread(bits));
        context.Cursor = position + count;
    }

    private static ulong ToBits(scoped CodedValue value, int bitLength, CodedTypeTraits traits)
    {
        switch (traits.Base)
        {
            case BaseType.Float32:
                var single = (float)value.Real;
                if (float.IsInfinity(single) && !double.IsInfinity(value.Real))
                {
                    throw new MessageException(DiagnosticFailure.InvalidParameter, $"{value.ToString()} exceeds A_FLOAT32");
                }

                return BitConverter.SingleToUInt32Bits(single);
            case BaseType.Float64:
                return BitConverter.DoubleToUInt64Bits(value.Real);
            default:
                return IntegerCoding.TryEncode(value.Integer, bitLength, traits.Integer, out var bits)
                    ? bits
                    : throw new MessageException(
                        DiagnosticFailure.InvalidParameter,
                        $"{value.ToString()} does not fit {bitLength} bits of {traits.Base.ToOdxName()}");
        }
    }

    private static int CountBytes(int bitPosition, int bitLength, BaseType type)
    {
        var max = type switch { BaseType.Float32 => 32, BaseType.Float64 => 64, _ => 32 };
        var count = BitField.ByteCount(bitPosition, bitLength);
        return bitLength >= 1 && bitLength <= max && (bitLength == max || type.IsInteger()) && bitPosition <= 7 && count <= 8
            ? count
            : throw MessageException.Invalid($"{type.ToOdxName()} of {bitLength} bits at bit position {bitPosition}");
    }
}
