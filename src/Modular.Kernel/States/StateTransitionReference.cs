namespace Modular.Kernel.States;

/// <summary>A transition which a service causes.</summary>
/// <param name="Transition">The transition.</param>
/// <param name="Value">Value of the request parameter for which it is caused, or null for always.</param>
/// <param name="Parameter">Short name of that parameter, or null: the published form of the database does not keep it, ours does.</param>
public sealed record StateTransitionReference(StateTransition Transition, string? Value, string? Parameter = null)
{
    /// <summary>Short name of the chart with the transition, or null: the published form of the database does not keep it, ours does.</summary>
    public string? Chart { get; init; }

    /// <summary>Whether the transition is one of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>Where the chart is not known, whether the chart has an equal transition.</returns>
    public bool IsOf(StateChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return (Chart is null || string.Equals(Chart, chart.ShortName, StringComparison.OrdinalIgnoreCase)) && chart.Transitions.Contains(Transition);
    }
}
