using Modular.Kernel.States;

namespace Modular.Simulation.Ecus;

internal static class StateChartExtensions
{
    /// <summary>Whether a chart is about sessions or about security, by its semantic or, where it has none, by its name.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="kind"><c>SESSION</c> or <c>SECURITY</c>.</param>
    public static bool IsAbout(this StateChart chart, string kind) =>
        (string.IsNullOrEmpty(chart.Semantic) ? chart.ShortName : chart.Semantic).Contains(kind, StringComparison.OrdinalIgnoreCase)
        || chart.ShortName.Contains(kind, StringComparison.OrdinalIgnoreCase);
}
