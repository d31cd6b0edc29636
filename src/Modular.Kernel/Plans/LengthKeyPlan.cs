using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A number that gives the length of another parameter (LENGTH-KEY).</summary>
internal sealed class LengthKeyPlan : ParameterPlan
{
    private readonly ScalarPlan _value;

    public LengthKeyPlan(in ParameterSite site, ScalarPlan value)
        : base(site)
    {
        _value = value;
    }

    public override int? FixedBits => _value.FixedBits;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        if (!_value.TryDecode(ref context, position, BitPosition, out var value, out var error) || value.Kind != CodedValueKind.Integer)
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"The length '{Name}' is {value.ToString()}: {error?.Details ?? "no whole number"}");
        }

        context.Bind(new Binding(View, value.Integer));
        ValueEmitter.Emit(context.Sink, View.ShortNameUtf8, value, _value.Physical);
    }

    /// <summary>Makes the length known to values which lie before the key.</summary>
    public void BindAhead(scoped ref DecodeContext context, int position)
    {
        var cursor = context.Cursor;
        if (_value.TryDecode(ref context, position, BitPosition, out var value, out _) && value.Kind == CodedValueKind.Integer)
        {
            context.Bind(new Binding(View, value.Integer));
        }

        context.Cursor = cursor;
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        if (value.Kind != ParameterValueKind.Null)
        {
            _value.Encode(ref context, value, View, position, BitPosition, isLast);
            context.Add(new EncodedKey { Parameter = View, IsKnown = true, Number = ReadBack(ref context, position), Plan = this });
        }
        else if (context.FindKey(View.Offset) is { Plan: null } told)
        {
            _value.Encode(ref context, ParameterValue.FromInteger(told.Number), View, position, BitPosition, isLast);
        }
        else
        {
            // The data tells the length later; until then the key only keeps its place.
            var bits = FixedBits ?? throw MessageException.Invalid($"The length '{Name}' has no fixed length itself");
            var count = BitField.ByteCount(BitPosition, bits);
            context.Reserve(position, count);
            context.Cursor = position + count;
            context.Add(new EncodedKey { Parameter = View, Position = position, Plan = this });
        }
    }

    public override void EncodeKey(scoped ref EncodeContext context, EncodedKey key) =>
        _value.Encode(ref context, ParameterValue.FromInteger(key.Number), View, key.Position, BitPosition, isLast: false);

    protected override ParameterDescription Describe() => new(this, ParameterKind.LengthKey) { Type = _value.Describe() };

    private long ReadBack(scoped ref EncodeContext context, int position)
    {
        var reader = new DecodeContext(
            context.Message, default, NullParameterSink.Instance, Services.DecodeOptions.Default, context.Rules);
        return _value.TryDecode(ref reader, position, BitPosition, out var value, out _) ? value.Integer : 0;
    }
}
