using System.Numerics;
using Modular.Kernel.Plans;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Coding;

/// <summary>A value whose width another parameter tells (PARAM-LENGTH-INFO-TYPE).</summary>
internal sealed class KeyedLengthType : CodedType
{
    private readonly Param _key;

    public KeyedLengthType(in CodedTypeTraits traits, Param key)
        : base(traits)
    {
        _key = key;
    }

    /// <summary>Place of the key's parameter in the database.</summary>
    public int KeyOffset => _key.Offset;

    public override bool TryDecode(
        scoped ref DecodeContext context, int position, int bitPosition, out CodedValue value, out string? error)
    {
        if (!context.TryFind(_key.Offset, out var key))
        {
            throw MessageException.Invalid($"The length key '{_key.ShortName}' does not come before the value it measures");
        }

        var bits = ToBits(key.Number, context.Rules);
        if (Base.IsNumber())
        {
            return bits == 0
                ? Empty(out value, out error)
                : NumberCoding.TryDecode(ref context, position, bitPosition, bits, Traits, BitMask.None, out value, out error);
        }

        RequireByteAligned(bitPosition);
        var bytes = context.Take(position, RequireWholeBytes(bits));
        context.Cursor = position + bytes.Length;
        return TryRead(bytes, out value, out error);
    }

    public override void Encode(scoped ref EncodeContext context, int position, int bitPosition, scoped CodedValue value, bool isLast)
    {
        var key = context.FindKey(_key.Offset);
        var bits = key is { IsKnown: true } ? ToBits(key.Number, context.Rules) : MeasureBits(value);
        if (Base.IsNumber())
        {
            NumberCoding.Encode(ref context, position, bitPosition, bits, Traits, BitMask.None, value);
        }
        else
        {
            RequireByteAligned(bitPosition);
            if (bits != value.Bytes.Length * 8)
            {
                throw new MessageException(
                    DiagnosticFailure.InvalidParameter,
                    $"{value.Bytes.Length * 8} bits given where the length key '{_key.ShortName}' says {bits}");
            }

            value.Bytes.CopyTo(context.Reserve(position, value.Bytes.Length));
            context.Cursor = position + value.Bytes.Length;
        }

        Tell(ref context, key, context.Rules.LengthKeysCountBytes ? (bits + 7) / 8 : bits);
    }

    private static bool Empty(out CodedValue value, out string? error)
    {
        value = default;
        error = "The length key says 0 bits, no number has that";
        return false;
    }

    private int MeasureBits(scoped CodedValue value) => Base switch
    {
        BaseType.Float32 => 32,
        BaseType.Float64 => 64,
        BaseType.UInt32 or BaseType.Int32 => MeasureInteger(value.Integer),
        _ => checked(value.Bytes.Length * 8),
    };

    // The fewest whole bytes, with room for the sign.
    private int MeasureInteger(long value)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)(value < 0 ? ~value : value)) + (Base == BaseType.Int32 ? 1 : 0);
        return Math.Max(8, (bits + 7) / 8 * 8);
    }

    private void Tell(scoped ref EncodeContext context, EncodedKey? key, long number)
    {
        if (key is null)
        {
            context.Add(new EncodedKey { Parameter = _key, IsKnown = true, Number = number });
        }
        else if (!key.IsKnown)
        {
            key.IsKnown = true;
            key.Number = number;
            var cursor = context.Cursor;
            key.Plan!.EncodeKey(ref context, key);
            context.Cursor = Math.Max(cursor, context.Cursor);
        }
    }

    private int ToBits(long number, KernelOptions rules)
    {
        var bits = rules.LengthKeysCountBytes ? (Int128)number * 8 : number;
        return bits >= 0 && bits <= int.MaxValue
            ? (int)bits
            : throw new MessageException(DiagnosticFailure.ResponseMismatch, $"The length key '{_key.ShortName}' says {number}");
    }

    private int RequireWholeBytes(int bits) => bits % 8 == 0
        ? bits / 8
        : throw new MessageException(
            DiagnosticFailure.ResponseMismatch, $"The length key '{_key.ShortName}' says {bits} bits, which are no whole bytes");
}
