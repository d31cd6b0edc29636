using Modular.Kernel.Plans;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Coding;

/// <summary>A text or byte field of bounded length, with or without terminator (MIN-MAX-LENGTH-TYPE).</summary>
internal sealed class TerminatedType : CodedType
{
    private readonly Termination _termination;
    private readonly int _min;
    private readonly int? _max;

    public TerminatedType(in CodedTypeTraits traits, int min, int? max, Termination termination)
        : base(traits)
    {
        _min = min;
        _max = max;
        _termination = termination;
    }

    public override int MinBytes => _min;

    public override int? MaxBytes => _max;

    private byte Terminator => _termination == Termination.HexFf ? (byte)0xFF : (byte)0;

    private int TerminatorLength => Base == BaseType.Unicode2String ? 2 : 1;

    public override bool TryDecode(
        scoped ref DecodeContext context, int position, int bitPosition, out CodedValue value, out string? error)
    {
        RequireByteAligned(bitPosition);
        if ((long)position + _min > context.Message.Length)
        {
            throw MessageException.TooShort(position + _min, context.Message.Length);
        }

        var rest = context.Message[position..];
        var room = Math.Min(rest.Length, _max ?? int.MaxValue);
        var length = _termination == Termination.EndOfPdu ? room : FindTerminator(rest[..room]);
        var isTerminated = length < room && _termination != Termination.EndOfPdu;
        context.Cursor = position + length + (isTerminated ? TerminatorLength : 0);
        return TryRead(rest[..length], out value, out error);
    }

    public override void Encode(scoped ref EncodeContext context, int position, int bitPosition, scoped CodedValue value, bool isLast)
    {
        RequireByteAligned(bitPosition);
        var length = value.Bytes.Length;
        if (length < _min || length > _max)
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter,
                $"{length} bytes given where {_min} to {_max?.ToString(null, null) ?? "any number of"} bytes are allowed");
        }

        var terminated = _termination != Termination.EndOfPdu && !isLast && length != _max;
        if (_termination != Termination.EndOfPdu && FindTerminator(value.Bytes) < length)
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, "The value contains the terminator that ends it");
        }

        var target = context.Reserve(position, length + (terminated ? TerminatorLength : 0));
        value.Bytes.CopyTo(target);
        target[length..].Fill(Terminator);
        context.Cursor = position + target.Length;
    }

    /// <summary>Where the value ends: at the first terminator not before the minimum, else with the bytes.</summary>
    private int FindTerminator(scoped ReadOnlySpan<byte> bytes)
    {
        if (TerminatorLength == 1)
        {
            var found = bytes.Length > _min ? bytes[_min..].IndexOf(Terminator) : -1;
            return found < 0 ? bytes.Length : _min + found;
        }

        for (var i = (_min + 1) / 2 * 2; i + 2 <= bytes.Length; i += 2)
        {
            if (bytes[i] == Terminator && bytes[i + 1] == Terminator)
            {
                return i;
            }
        }

        return bytes.Length;
    }
}
