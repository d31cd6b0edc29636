using Modular.Kernel.Coding;
using Modular.Kernel.Computing;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>
/// Items up to a marker or the end of the message (DYNAMIC-ENDMARKER-FIELD). The marker does not count as consumed: what
/// follows the field begins with it.
/// </summary>
internal sealed class EndMarkerFieldPlan : FieldPlan
{
    private readonly ScalarPlan _marker;
    private readonly string _termination;

    /// <param name="name">Short name.</param>
    /// <param name="item">What an item is.</param>
    /// <param name="marker">How the marker is coded.</param>
    /// <param name="termination">Internal value of the marker, as its author wrote it.</param>
    public EndMarkerFieldPlan(string? name, ValuePlan item, ScalarPlan marker, string termination)
        : base(name, item)
    {
        _marker = marker;
        _termination = ConstantText.TryParse(termination, marker.Coded.Base, out _)
            ? termination
            : throw MessageException.Invalid($"The field '{name}' ends at '{termination}', which is no {marker.Coded.Base.ToOdxName()}");
    }

    protected override int MinItems => 0;

    protected override int? MaxItems => null;

    protected override void DecodeItems(scoped ref DecodeContext context, int position, int bitPosition)
    {
        for (var index = 0; context.Cursor < context.Message.Length && !IsMarker(ref context); index++)
        {
            var start = context.Cursor;
            DecodeItem(ref context, index, start);
            if (context.Cursor <= start)
            {
                throw MessageException.Invalid("Items without length fill a field up to its marker");
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

        if (!isLast)
        {
            var end = context.Cursor;
            ConstantText.TryParse(_termination, _marker.Coded.Base, out var marker);
            _marker.EncodeCoded(ref context, marker, end, isLast: false);
            context.Cursor = end;
        }
    }

    private bool IsMarker(scoped ref DecodeContext context)
    {
        var start = context.Cursor;
        if (context.Message.Length - start < (_marker.FixedBits + 7) / 8)
        {
            return false;
        }

        var isMarker = _marker.Coded.TryDecode(ref context, start, 0, out var value, out _)
            && ConstantText.TryParse(_termination, _marker.Coded.Base, out var marker)
            && (value.IsNumber ? value.Real == marker.Real : value.Bytes.SequenceEqual(marker.Bytes));
        context.Cursor = start;
        return isMarker;
    }
}
