using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>The content of the row selected by a key (TABLE-STRUCT).</summary>
internal sealed class TableStructPlan : ParameterPlan
{
    private readonly Param _key;
    private readonly TablePlan? _table;

    public TableStructPlan(in ParameterSite site, Param key, TablePlan? table)
        : base(site)
    {
        _key = key;
        _table = table;
    }

    public override bool IsOptional => false;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        if (!context.TryFind(_key.Offset, out var binding) || binding.Row is not { } row)
        {
            throw MessageException.Invalid($"The table key '{_key.ShortName}' does not come before '{Name}'");
        }

        context.Cursor = position;
        var isPair = context.Options.Choices == ChoiceStyle.Pairs;
        if (isPair)
        {
            context.Sink.BeginArray(View.ShortNameUtf8);
            context.Sink.Text(default, row.View.ShortNameUtf8);
        }
        else
        {
            context.Sink.BeginObject(View.ShortNameUtf8);
        }

        if (row.HasContent)
        {
            context.Enter();
            row.Content.Decode(ref context, isPair ? default : row.View.ShortNameUtf8, null, position, BitPosition);
            context.Leave();
        }
        else if (isPair)
        {
            context.Sink.Null(default);
        }

        ListPlan.End(context.Sink, isPair);
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        context.CountValue();
        var key = context.FindKey(_key.Offset)
            ?? throw MessageException.Invalid($"The table key '{_key.ShortName}' does not come before '{Name}'");
        var plan = (TableKeyPlan)key.Plan!;
        var name = TakeRow(value, out var content);
        if (name is not null)
        {
            var row = plan.Table.Find(name) ?? throw plan.UnknownRow(name);
            if (key.IsKnown && key.Row != row)
            {
                throw new MessageException(
                    DiagnosticFailure.InvalidParameter, $"The content of row '{row.Name}' is given, the key selects '{key.Row!.Name}'");
            }

            Tell(ref context, key, row);
        }
        else if (!key.IsKnown)
        {
            throw Missing();
        }

        context.Cursor = position;
        if (key.Row!.HasContent)
        {
            context.Enter();
            key.Row.Content.Encode(ref context, content, null, position, BitPosition, isLast);
            context.Leave();
        }
        else if (content.Kind == ParameterValueKind.Object && content.AsObject().Names.Any())
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"The row '{key.Row.Name}' has no content");
        }
    }

    protected override ParameterDescription Describe() => new(this, ParameterKind.TableStruct)
    {
        Type = _table?.Describe(ValueShape.TableStruct),
    };

    private static void Tell(scoped ref EncodeContext context, EncodedKey key, TableRowPlan row)
    {
        if (!key.IsKnown)
        {
            key.IsKnown = true;
            key.Row = row;
            key.Plan!.EncodeKey(ref context, key);
        }
    }

    // {"row": content}, [row, content], or {} where the key tells the row and it has no content.
    private static string? TakeRow(in ParameterValue value, out ParameterValue content)
    {
        content = default;
        switch (value.Kind)
        {
            case ParameterValueKind.Null:
                return null;
            case ParameterValueKind.Object:
                var members = value.AsObject();
                var names = members.Names.Take(2).ToList();
                if (names.Count == 0)
                {
                    return null;
                }

                if (names.Count == 1 && members.TryGet(names[0], out content))
                {
                    return names[0];
                }

                break;
            case ParameterValueKind.Array when value.AsArray() is [{ Kind: ParameterValueKind.Text } row, var rowContent]:
                content = rowContent;
                return row.AsText();
        }

        throw new MessageException(DiagnosticFailure.InvalidParameter, "An object with the name of one table row is needed");
    }
}
