using Modular.Mdd.Authoring;
using Modular.Odx.Documents;

namespace Modular.Odx.Mapping;

/// <summary>State charts, and what services do to states.</summary>
internal sealed class StateMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<StateDefinition> _states;
    private readonly DefinitionMemo<StateTransitionDefinition> _transitions;

    public StateMapper(MappingSession session)
    {
        _session = session;
        _states = new(session, (element, _) => State(element));
        _transitions = new(session, (element, _) => Transition(element));
    }

    public List<StateChartDefinition> Charts(OdxElement layer) => [.. layer.TakeList("STATE-CHARTS", "STATE-CHART").Select(Chart)];

    public List<StateTransitionRefDefinition> Transitions(OdxElement owner)
    {
        var references = new List<StateTransitionRefDefinition>();
        foreach (var reference in owner.TakeList("STATE-TRANSITION-REFS", "STATE-TRANSITION-REF"))
        {
            if (Follow(reference, "STATE-TRANSITION") is { } found)
            {
                references.Add(new StateTransitionRefDefinition
                {
                    Value = reference.TakeText("VALUE"),
                    InParamIfShortName = reference.Take("IN-PARAM-IF-SNREF")?.Attribute("SHORT-NAME"),
                    InParamPathShortName = reference.Take("IN-PARAM-IF-SNPATHREF")?.Attribute("SHORT-NAME-PATH"),
                    StateTransition = _transitions.Get(found, null),
                    StateChartShortName = found.Enclosing(static name => name == "STATE-CHART")?.ShortName,
                });
            }
        }

        return references;
    }

    public List<PreConditionStateRefDefinition> PreConditions(OdxElement owner)
    {
        var references = new List<PreConditionStateRefDefinition>();
        foreach (var reference in owner.TakeList("PRE-CONDITION-STATE-REFS", "PRE-CONDITION-STATE-REF"))
        {
            if (Follow(reference, "STATE") is { } found)
            {
                references.Add(new PreConditionStateRefDefinition
                {
                    Value = reference.TakeText("VALUE"),
                    InParamIfShortName = reference.Take("IN-PARAM-IF-SNREF")?.Attribute("SHORT-NAME"),
                    InParamPathShortName = reference.Take("IN-PARAM-IF-SNPATHREF")?.Attribute("SHORT-NAME-PATH"),
                    State = _states.Get(found, null),
                    StateChartShortName = found.Enclosing(static name => name == "STATE-CHART")?.ShortName,
                });
            }
        }

        return references;
    }

    private OdxElement? Follow(OdxElement reference, string wanted)
    {
        var found = _session.References.Resolve(reference);
        if (found is not null && found.Name != wanted)
        {
            _session.WrongKind(reference, found, wanted);
            return null;
        }

        return found;
    }

    private StateChartDefinition Chart(OdxElement element)
    {
        var chart = new StateChartDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            Semantic = element.TakeText("SEMANTIC"),
            StartStateShortNameRef = element.Take("START-STATE-SNREF")?.Attribute("SHORT-NAME"),
            States = [.. element.TakeList("STATES", "STATE").Select(state => _states.Get(state, null)!)],
            StateTransitions = [.. element.TakeList("STATE-TRANSITIONS", "STATE-TRANSITION").Select(one => _transitions.Get(one, null)!)],
        };
        var known = chart.States.Select(static state => state.ShortName).ToHashSet(StringComparer.Ordinal);
        var named = chart.StateTransitions.SelectMany(static one => new[] { one.SourceShortNameRef, one.TargetShortNameRef }).Append(chart.StartStateShortNameRef);
        foreach (var missing in named.OfType<string>().Where(name => !known.Contains(name)).Distinct())
        {
            _session.Problems.Warning(element, $"STATE-CHART {chart.ShortName} names the state {missing}, which it does not have.");
        }

        return chart;
    }

    private static StateDefinition State(OdxElement element) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
    };

    private static StateTransitionDefinition Transition(OdxElement element) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        SourceShortNameRef = element.Take("SOURCE-SNREF")?.Attribute("SHORT-NAME"),
        TargetShortNameRef = element.Take("TARGET-SNREF")?.Attribute("SHORT-NAME"),
    };
}
