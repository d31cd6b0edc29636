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

    /// <summary>Which bits of a text or byte field count, a byte each; null for all.</summary>
    public byte[]? ByteMask { get; init; }

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
        return TryRead(ByteMask is null ? bytes : Mask(bytes, ByteMask), out value, out error);
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
        if (ByteMask is null)
        {
            value.Bytes.CopyTo(target);
            target[value.Bytes.Length..].Clear();
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                var own = i < value.Bytes.Length ? value.Bytes[i] : 0;
                target[i] = (byte)((target[i] & ~ByteMask[i]) | (own & ByteMask[i]));
            }
        }

        context.Cursor = position + length;
    }

    private static byte[] Mask(ReadOnlySpan<byte> bytes, byte[] mask)
    {
        var masked = new byte[bytes.Length];
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] = (byte)(bytes[i] & mask[i]);
        }

        return masked;
    }
}
