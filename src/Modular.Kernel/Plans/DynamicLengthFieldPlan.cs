using Modular.Kernel.Coding;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>As many items as a number in the message says (DYNAMIC-LENGTH-FIELD).</summary>
internal sealed class DynamicLengthFieldPlan : FieldPlan
{
    private readonly ScalarPlan _count;
    private readonly int _countPosition;
    private readonly int _countBitPosition;
    private readonly int _offset;

    public DynamicLengthFieldPlan(string? name, ValuePlan item, ScalarPlan count, int countPosition, int countBitPosition, int offset)
        : base(name, item)
    {
        _count = count;
        _countPosition = countPosition;
        _countBitPosition = countBitPosition;
        _offset = offset;
    }

    protected override int MinItems => 0;

    protected override int? MaxItems => null;

    protected override void DecodeItems(scoped ref DecodeContext context, int position, int bitPosition)
    {
        if (!_count.TryDecode(ref context, position + _countPosition, _countBitPosition, out var count, out var error)
            || count.Kind != CodedValueKind.Integer
            || count.Integer < 0)
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"The number of items is {count.ToString()}: {error?.Details ?? "no count"}");
        }

        var end = context.Cursor;
        context.Cursor = position + _offset;
        for (var index = 0; index < count.Integer; index++)
        {
            context.CountValue();
            DecodeItem(ref context, index, context.Cursor);
        }

        context.Cursor = Math.Max(context.Cursor, end);
    }

    protected override void EncodeItems(
        scoped ref EncodeContext context, IReadOnlyList<ParameterValue> items, int position, int bitPosition, bool isLast)
    {
        _count.Encode(
            ref context, ParameterValue.FromInteger(items.Count), null, position + _countPosition, _countBitPosition, isLast: false);
        var end = context.Cursor;
        context.Reserve(position, _offset);
        context.Cursor = position + _offset;
        for (var index = 0; index < items.Count; index++)
        {
            EncodeItem(ref context, items[index], index, context.Cursor, isLast && index == items.Count - 1);
        }

        context.Cursor = Math.Max(context.Cursor, end);
    }
}
