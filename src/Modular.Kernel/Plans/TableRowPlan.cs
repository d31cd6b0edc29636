using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>A row of a table.</summary>
internal sealed class TableRowPlan
{
    private readonly PlanCompiler _compiler;
    private ValuePlan? _content;

    public TableRowPlan(TableRow view, PlanCompiler compiler)
    {
        _compiler = compiler;
        View = view;
        Name = view.ShortName ?? "";
        Key = view.Key ?? "";
    }

    public TableRow View { get; }

    public string Name { get; }

    /// <summary>Physical value of the key as written by the author.</summary>
    public string Key { get; }

    /// <summary>Whether the row has a structure or a data object.</summary>
    public bool HasContent => View.Structure is not null || View.Dop is not null;

    /// <summary>The row's structure or data object.</summary>
    public ValuePlan Content => _content ??= _compiler.CompileValue((View.Structure ?? View.Dop)!.Value);
}
