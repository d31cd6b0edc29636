using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Modes;

/// <summary>Finds the state charts that modes are made of.</summary>
internal static class StateCharts
{
    /// <summary>Semantic of the chart of diagnostic sessions.</summary>
    public const string Session = "SESSION";

    /// <summary>Semantic of the chart of security access.</summary>
    public const string Security = "SECURITY";

    /// <summary>Finds a chart.</summary>
    /// <param name="charts">The charts of the variant.</param>
    /// <param name="semantic">Semantic of the chart; compares without case.</param>
    /// <returns>The chart, or null.</returns>
    public static StateChartStatus? Find(IReadOnlyList<StateChartStatus> charts, string semantic)
    {
        for (var i = 0; i < charts.Count; i++)
        {
            if (string.Equals(charts[i].Semantic, semantic, StringComparison.OrdinalIgnoreCase))
            {
                return charts[i];
            }
        }

        return null;
    }
}
