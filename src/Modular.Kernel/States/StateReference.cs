namespace Modular.Kernel.States;

/// <summary>A state which a service requires.</summary>
/// <param name="State">Short name of the state.</param>
/// <param name="Value">Value of the request parameter for which the condition holds, or null for always.</param>
/// <param name="Parameter">Short name of that parameter, or null.</param>
public sealed record StateReference(string State, string? Value, string? Parameter)
{
    /// <summary>Short name of the chart with the state, or null: the published form of the database does not keep it, ours does.</summary>
    public string? Chart { get; init; }

    /// <summary>Whether the state is one of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>Where the chart is not known, whether the chart has a state of that name.</returns>
    public bool IsOf(StateChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return (Chart is null || string.Equals(Chart, chart.ShortName, StringComparison.OrdinalIgnoreCase))
            && chart.States.Contains(State, StringComparer.OrdinalIgnoreCase);
    }
}
