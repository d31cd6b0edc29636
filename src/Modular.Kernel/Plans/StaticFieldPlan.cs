using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A fixed number of items at a fixed distance (STATIC-FIELD).</summary>
internal sealed class StaticFieldPlan : FieldPlan
{
    private readonly int _count;
    private readonly int _itemSize;

    public StaticFieldPlan(string? name, ValuePlan item, int count, int itemSize)
        : base(name, item)
    {
        _count = count;
        _itemSize = itemSize;
    }

    // Checked when compiled: the product is a possible length of a message.
    public override int? FixedBits => _count * _itemSize * 8;

    protected override int MinItems => _count;

    protected override int? MaxItems => _count;

    protected override void DecodeItems(scoped ref DecodeContext context, int position, int bitPosition)
    {
        for (var index = 0; index < _count; index++)
        {
            var start = position + index * _itemSize;
            context.Take(start, _itemSize);
            DecodeItem(ref context, index, start);
            RequireRoom(context.Cursor - start, DiagnosticFailure.ResponseMismatch);
        }

        context.Cursor = position + _count * _itemSize;
    }

    protected override void EncodeItems(
        scoped ref EncodeContext context, IReadOnlyList<ParameterValue> items, int position, int bitPosition, bool isLast)
    {
        for (var index = 0; index < items.Count; index++)
        {
            var start = position + index * _itemSize;
            context.Reserve(start, _itemSize);
            EncodeItem(ref context, items[index], index, start, isLast: false);
            RequireRoom(context.Cursor - start, DiagnosticFailure.InvalidParameter);
        }

        context.Cursor = position + _count * _itemSize;
    }

    private void RequireRoom(int length, DiagnosticFailure failure)
    {
        if (length > _itemSize)
        {
            throw new MessageException(failure, $"An item takes {length} bytes where {_itemSize} have room");
        }
    }
}
