using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Mdd.Schema;

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

    public string Name { get; }

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
