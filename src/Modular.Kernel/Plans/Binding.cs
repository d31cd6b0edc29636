using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>The value of a parameter on which others depend: a length, a table key, a trouble code.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Number">Its physical value, where it is a number.</param>
/// <param name="Row">The row it selects, where it is a table key.</param>
internal readonly record struct Binding(Param Parameter, long Number, TableRowPlan? Row = null);
