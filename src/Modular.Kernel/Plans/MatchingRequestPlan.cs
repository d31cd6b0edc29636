using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>An echo of bytes of the request (MATCHING-REQUEST-PARAM).</summary>
internal sealed class MatchingRequestPlan : ParameterPlan
{
    private readonly int _requestPosition;
    private readonly int _length;
    private readonly ParameterPlan? _original;

    /// <param name="site">Where it lies.</param>
    /// <param name="requestPosition">First byte in the request; negative counts from its end.</param>
    /// <param name="length">Length in bytes.</param>
    /// <param name="original">The parameter of the request at that place, of the same length, or null.</param>
    public MatchingRequestPlan(in ParameterSite site, int requestPosition, int length, ParameterPlan? original)
        : base(site)
    {
        _requestPosition = requestPosition;
        _length = length;
        _original = original;
    }

    public override int? FixedBits => _length * 8;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        var bytes = context.Take(position, _length);
        if (!context.Request.IsEmpty)
        {
            Compare(bytes, context.Request);
        }

        if (context.Options.ResolveMatchingParameters && _original is not null)
        {
            DecodeOriginal(ref context, position);
        }
        else
        {
            context.Sink.Bytes(View.ShortNameUtf8, bytes);
        }

        context.Cursor = position + _length;
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        var target = context.Reserve(position, _length);
        context.Cursor = position + _length;
        if (TryFindEcho(context.Request, out var echo))
        {
            if (value.Kind == ParameterValueKind.Bytes && !value.AsBytes().SequenceEqual(echo))
            {
                throw ConstantGiven();
            }

            echo.CopyTo(target);
        }
        else if (value.Kind == ParameterValueKind.Bytes && value.AsBytes().Length == _length)
        {
            value.AsBytes().CopyTo(target);
        }
        else
        {
            throw new MessageException(
                DiagnosticFailure.MissingParameter, $"'{Name}' repeats bytes of the request, which is not given or too short");
        }
    }

    public override bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> request) =>
        Position < 0
        || (Position + _length <= message.Length
            && (request.IsEmpty || (TryFindEcho(request, out var echo) && message.Slice(Position, _length).SequenceEqual(echo))));

    protected override ParameterDescription Describe() => new(this, ParameterKind.MatchingRequestParam)
    {
        Type = ScalarDescription.Bytes(_length),
    };

    private bool TryFindEcho(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> echo)
    {
        var start = _requestPosition >= 0 ? _requestPosition : (long)request.Length + _requestPosition;
        var exists = start >= 0 && start + _length <= request.Length;
        echo = exists ? request.Slice((int)start, _length) : default;
        return exists;
    }

    private void Compare(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> request)
    {
        if (!TryFindEcho(request, out var echo))
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"'{Name}' repeats bytes which the request of {request.Length} bytes does not have");
        }

        if (!bytes.SequenceEqual(echo))
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch,
                $"'{Name}' is {Convert.ToHexString(bytes)}, the request has {Convert.ToHexString(echo)}");
        }
    }

    private void DecodeOriginal(scoped ref DecodeContext context, int position)
    {
        switch (_original)
        {
            case ValueParameterPlan original:
                original.Value.Decode(ref context, View.ShortNameUtf8, null, position, original.BitPosition);
                break;
            default:
                var bytes = context.Message.Slice(position, _length);
                ValueEmitter.Emit(
                    context.Sink,
                    View.ShortNameUtf8,
                    CodedValue.FromInteger((long)BitField.Extract(bytes, 0, _length * 8, highLow: true)),
                    BaseType.UInt32);
                break;
        }
    }
}
