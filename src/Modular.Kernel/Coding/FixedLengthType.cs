using Modular.Kernel.Plans;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Coding;

/// <summary>A value of fixed width (STANDARD-LENGTH-TYPE).</summary>
internal sealed class FixedLengthType : CodedType
{
    private readonly int _bitLength;
    private readonly BitMask _mask;

    public FixedLengthType(in CodedTypeTraits traits, int bitLength, BitMask mask)
        : base(traits)
    {
        _bitLength = bitLength;
        _mask = mask;
    }

    public override int? FixedBits => _bitLength;

    public override int MinBytes => (_bitLength + 7) / 8;

    public override int? MaxBytes => MinBytes;

    /// <summary>Width of the number itself, gaps of a condensed mask left out.</summary>
    public int ValueBits => _mask.ValueLength(_bitLength);

    public override bool TryDecode(
        scoped ref DecodeContext context, int position, int bitPosition, out CodedValue value, out string? error)
    {
        if (Base.IsNumber())
        {
            return NumberCoding.TryDecode(ref context, position, bitPosition, _bitLength, Traits, _mask, out value, out error);
        }

        RequireByteAligned(bitPosition);
        var bytes = context.Take(position, _bitLength / 8);
        context.Cursor = position + bytes.Length;
        return TryRead(bytes, out value, out error);
    }

    public override void Encode(scoped ref EncodeContext context, int position, int bitPosition, scoped CodedValue value, bool isLast)
    {
        if (Base.IsNumber())
        {
            NumberCoding.Encode(ref context, position, bitPosition, _bitLength, Traits, _mask, value);
            return;
        }

        RequireByteAligned(bitPosition);
        var length = _bitLength / 8;
        if (value.Bytes.Length > length)
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter, $"{value.Bytes.Length} bytes given where {length} bytes have room");
        }

        // What is shorter is filled with zeros behind it, the rest of an earlier parameter at this place does not show through.
        var target = context.Reserve(position, length);
        value.Bytes.CopyTo(target);
        target[value.Bytes.Length..].Clear();
        context.Cursor = position + length;
    }
}
