using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Items one after another: what END-OF-PDU-FIELD, STATIC-FIELD and DYNAMIC-LENGTH-FIELD have in common.</summary>
internal abstract class FieldPlan : ValuePlan
{
    private readonly string? _name;

    protected FieldPlan(string? name, ValuePlan item)
    {
        _name = name;
        Item = item;
    }

    public override bool HasEnvironmentData => Item.HasEnvironmentData;

    protected ValuePlan Item { get; }

    protected abstract int MinItems { get; }

    protected abstract int? MaxItems { get; }

    public sealed override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.CountValue();
        context.Enter();
        context.Sink.BeginArray(name);
        context.Cursor = position;
        DecodeItems(ref context, position, bitPosition);
        context.Sink.EndArray();
        context.Leave();
    }

    public sealed override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast)
    {
        if (value.Kind != ParameterValueKind.Array)
        {
            throw WrongType(value, "an array");
        }

        var items = value.AsArray();
        if (items.Count < MinItems || items.Count > MaxItems)
        {
            var most = MaxItems?.ToString(null, null) ?? "any number of";
            throw new MessageException(
                DiagnosticFailure.InvalidParameter, $"{items.Count} items given where {MinItems} to {most} are allowed");
        }

        context.CountValue();
        context.Enter();
        context.Cursor = position;
        EncodeItems(ref context, items, position, bitPosition, isLast);
        context.Leave();
    }

    public sealed override ValueDescription Describe() => new()
    {
        Name = _name,
        Shape = ValueShape.Field,
        MinItems = MinItems,
        MaxItems = MaxItems,
        MemberFactory = () => Item.Describe().Members,
        ItemFactory = Item.Describe,
    };

    protected abstract void DecodeItems(scoped ref DecodeContext context, int position, int bitPosition);

    protected abstract void EncodeItems(
        scoped ref EncodeContext context, IReadOnlyList<ParameterValue> items, int position, int bitPosition, bool isLast);

    protected void DecodeItem(scoped ref DecodeContext context, int index, int position)
    {
        try
        {
            context.Cursor = position;
            Item.Decode(ref context, default, null, position, 0);
        }
        catch (MessageException e)
        {
            e.Within(index.ToString(null, null));
            throw;
        }
    }

    protected void EncodeItem(scoped ref EncodeContext context, in ParameterValue item, int index, int position, bool isLast)
    {
        try
        {
            context.Cursor = position;
            Item.Encode(ref context, item, null, position, 0, isLast);
        }
        catch (MessageException e)
        {
            e.Within(index.ToString(null, null));
            throw;
        }
    }
}
