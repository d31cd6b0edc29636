using Modular.Mdd.Schema;

namespace Modular.Kernel.States;

/// <summary>Reads state charts and references to them.</summary>
internal static class StateReader
{
    /// <summary>Charts of a layer and of the ones it inherits from; of charts with one short name the nearest holds.</summary>
    public static IReadOnlyList<StateChart> ReadCharts(IEnumerable<DiagLayer> layers)
    {
        var charts = new List<StateChart>();
        foreach (var layer in layers)
        {
            foreach (var chart in layer.StateCharts)
            {
                if (!charts.Exists(known => known.ShortName == chart.ShortName))
                {
                    charts.Add(Read(chart));
                }
            }
        }

        return charts;
    }

    public static IReadOnlyList<StateReference> ReadPreconditions(DiagComm comm)
    {
        var references = new List<StateReference>(comm.PreConditionStateRefs.Count);
        foreach (var reference in comm.PreConditionStateRefs)
        {
            if (reference.State?.ShortName is { } state)
            {
                references.Add(new StateReference(
                    state, reference.Value, reference.InParamIfShortName ?? reference.InParamPathShortName)
                {
                    Chart = reference.StateChartShortName,
                });
            }
        }

        return references;
    }

    public static IReadOnlyList<StateTransitionReference> ReadTransitions(DiagComm comm)
    {
        var references = new List<StateTransitionReference>(comm.StateTransitionRefs.Count);
        foreach (var reference in comm.StateTransitionRefs)
        {
            if (reference.StateTransition is { } transition)
            {
                references.Add(new StateTransitionReference(
                    Read(transition), reference.Value, reference.InParamIfShortName ?? reference.InParamPathShortName)
                {
                    Chart = reference.StateChartShortName,
                });
            }
        }

        return references;
    }

    private static StateChart Read(Mdd.Schema.StateChart chart)
    {
        var states = new List<string>(chart.States.Count);
        foreach (var state in chart.States)
        {
            states.Add(state.ShortName ?? "");
        }

        var transitions = new List<StateTransition>(chart.StateTransitions.Count);
        foreach (var transition in chart.StateTransitions)
        {
            transitions.Add(Read(transition));
        }

        return new StateChart(
            chart.ShortName ?? "", chart.Semantic, chart.StartStateShortNameRef ?? states.FirstOrDefault() ?? "", states, transitions);
    }

    private static StateTransition Read(Mdd.Schema.StateTransition transition) =>
        new(transition.ShortName ?? "", transition.SourceShortNameRef ?? "", transition.TargetShortNameRef ?? "");
}
