using Modular.Kernel.Plans;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Coding;

/// <summary>A text or byte field behind its length in bytes (LEADING-LENGTH-INFO-TYPE).</summary>
internal sealed class PrefixedType : CodedType
{
    private readonly int _bitLength;

    public PrefixedType(in CodedTypeTraits traits, int bitLength)
        : base(traits)
    {
        _bitLength = bitLength;
    }

    public override int? MaxBytes => (int)Math.Min(BitField.LowMask(_bitLength), int.MaxValue);

    // The byte order of the type holds for the length, whatever the value is made of.
    private CodedTypeTraits LengthTraits => new(BaseType.UInt32, IntegerEncoding.Unsigned, default, Traits.HighLow);

    public override bool TryDecode(
        scoped ref DecodeContext context, int position, int bitPosition, out CodedValue value, out string? error)
    {
        NumberCoding.TryDecode(ref context, position, bitPosition, _bitLength, LengthTraits, BitMask.None, out var length, out _);
        var start = context.Cursor;
        if (start + length.Integer > context.Message.Length)
        {
            throw MessageException.TooShort((int)Math.Min(start + length.Integer, int.MaxValue), context.Message.Length);
        }

        var bytes = context.Message.Slice(start, (int)length.Integer);
        context.Cursor = start + bytes.Length;
        return TryRead(bytes, out value, out error);
    }

    public override void Encode(scoped ref EncodeContext context, int position, int bitPosition, scoped CodedValue value, bool isLast)
    {
        if ((ulong)value.Bytes.Length > BitField.LowMask(_bitLength))
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter,
                $"{value.Bytes.Length} bytes given where a length of {_bitLength} bits cannot tell that");
        }

        var length = CodedValue.FromInteger(value.Bytes.Length);
        NumberCoding.Encode(ref context, position, bitPosition, _bitLength, LengthTraits, BitMask.None, length);
        var start = context.Cursor;
        value.Bytes.CopyTo(context.Reserve(start, value.Bytes.Length));
        context.Cursor = start + value.Bytes.Length;
    }
}
