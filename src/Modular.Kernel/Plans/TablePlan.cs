using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A table: rows chosen by a key. Immutable, shared by the parameters that refer to it.</summary>
internal sealed class TablePlan
{
    public TablePlan(TableDop table, PlanCompiler compiler)
    {
        Name = table.ShortName ?? "";
        Key = compiler.CompileScalar(table.KeyDop ?? throw MessageException.Invalid($"The table '{Name}' has no key"));
        Rows = new TableRowPlan[table.Rows.Count];
        for (var i = 0; i < Rows.Length; i++)
        {
            Rows[i] = new TableRowPlan(table.Rows[i], compiler);
        }
    }

    /// <summary>A table of one row, for parameters which refer to the row alone.</summary>
    public TablePlan(TableRow row, PlanCompiler compiler)
    {
        Name = row.ShortName ?? "";
        Key = compiler.CompileScalar(row.KeyDop ?? throw new MessageException(
            DiagnosticFailure.NotSupported,
            $"The database does not say how the key of the table row '{Name}' is coded; convert it from ODX with this product"));
        Rows = [new TableRowPlan(row, compiler)];
        Fixed = Rows[0];
    }

    public string Name { get; }

    /// <summary>The row, where there is only one to choose.</summary>
    public TableRowPlan? Fixed { get; }

    public ScalarPlan Key { get; }

    public TableRowPlan[] Rows { get; }

    public TableRowPlan? Find(scoped CodedValue key)
    {
        foreach (var row in Rows)
        {
            if (Key.IsEqual(key, row.Key))
            {
                return row;
            }
        }

        return null;
    }

    public TableRowPlan? Find(string name) =>
        Array.Find(Rows, row => row.Name == name) ?? Array.Find(Rows, row => row.Key == name);

    public IReadOnlyList<string> RowNames => Array.ConvertAll(Rows, row => row.Name);

    public ValueDescription Describe(ValueShape shape) => new()
    {
        Name = Name,
        Shape = shape,
        CaseFactory = () => Array.ConvertAll(Rows, row => new CaseDescription(
            row.Name, row.Key, row.HasContent && row.Content is StructurePlan structure ? structure.Describe().Members : [])),
    };
}
