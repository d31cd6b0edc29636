using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A key that selects a row of a table (TABLE-KEY).</summary>
internal sealed class TableKeyPlan : ParameterPlan
{
    private readonly TablePlan _table;

    public TableKeyPlan(in ParameterSite site, TablePlan table)
        : base(site)
    {
        _table = table;
    }

    public TablePlan Table => _table;

    public override int? FixedBits => _table.Key.FixedBits;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        var isKey = _table.Key.TryDecode(ref context, position, BitPosition, out var value, out _);
        var row = isKey ? _table.Find(value) : null;
        if (row is null)
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"The table '{_table.Name}' has no row with the key {value.ToString()}");
        }

        context.Bind(new Binding(View, 0, row));
        context.Sink.Text(View.ShortNameUtf8, row.View.ShortNameUtf8);
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        if (value.Kind == ParameterValueKind.Null && _table.Fixed is null)
        {
            // The TABLE-STRUCT names the row later; until then the key only keeps its place.
            var bits = FixedBits ?? throw Missing();
            var count = BitField.ByteCount(BitPosition, bits);
            context.Reserve(position, count);
            context.Cursor = position + count;
            context.Add(new EncodedKey { Parameter = View, Position = position, Plan = this });
            return;
        }

        var row = value.Kind == ParameterValueKind.Null ? _table.Fixed! : FindRow(value) ?? throw UnknownRow(value.Kind == ParameterValueKind.Text ? value.AsText() : value.Kind.ToString());
        var key = new EncodedKey { Parameter = View, Position = position, Plan = this, IsKnown = true, Row = row };
        context.Add(key);
        EncodeKey(ref context, key);
    }

    public override void EncodeKey(scoped ref EncodeContext context, EncodedKey key) =>
        _table.Key.Encode(ref context, ParameterValue.FromText(key.Row!.Key), View, key.Position, BitPosition, isLast: false);

    protected override ParameterDescription Describe() => new(this, ParameterKind.TableKey)
    {
        Type = _table.Describe(ValueShape.TableKey),
    };

    public MessageException UnknownRow(string name) =>
        new(DiagnosticFailure.InvalidParameter, $"The table '{_table.Name}' has no row '{name}'") { AllowedValues = _table.RowNames };

    private TableRowPlan? FindRow(in ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => _table.Find(value.AsText()),
        ParameterValueKind.Integer => _table.Find(CodedValue.FromInteger(value.AsInteger())),
        ParameterValueKind.Real => _table.Find(CodedValue.FromReal(value.AsReal())),
        ParameterValueKind.Bytes => _table.Find(CodedValue.FromBytes(value.AsBytes())),
        _ => null,
    };
}
