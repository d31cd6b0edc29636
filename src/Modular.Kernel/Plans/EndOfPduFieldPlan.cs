using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Items up to the end of the message (END-OF-PDU-FIELD). Their number is checked on encoding only.</summary>
internal sealed class EndOfPduFieldPlan : FieldPlan
{
    public EndOfPduFieldPlan(string? name, ValuePlan item, int minItems, int? maxItems)
        : base(name, item)
    {
        MinItems = minItems;
        MaxItems = maxItems;
    }

    protected override int MinItems { get; }

    protected override int? MaxItems { get; }

    protected override void DecodeItems(scoped ref DecodeContext context, int position, int bitPosition)
    {
        for (var index = 0; context.Cursor < context.Message.Length; index++)
        {
            var start = context.Cursor;
            DecodeItem(ref context, index, start);
            if (context.Cursor <= start)
            {
                throw MessageException.Invalid("Items without length fill a field up to the end of the message");
            }
        }
    }

    protected override void EncodeItems(
        scoped ref EncodeContext context, IReadOnlyList<ParameterValue> items, int position, int bitPosition, bool isLast)
    {
        for (var index = 0; index < items.Count; index++)
        {
            EncodeItem(ref context, items[index], index, context.Cursor, isLast && index == items.Count - 1);
        }
    }
}
