using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Inspection;

/// <summary>Checks references that the schema cannot: by name, and to elements that must be of one kind.</summary>
internal static class ReferenceCheck
{
    public static void Check(MddElement element, ElementPath path, List<MddFinding> findings)
    {
        switch (element.Type)
        {
            case var type when type == EcuData.SchemaIndex:
                CheckRoot(EcuData.Create(element.Table), findings);
                break;
            case var type when type == StateChart.SchemaIndex:
                CheckChart(StateChart.Create(element.Table), path, findings);
                break;
            case var type when type == DiagLayer.SchemaIndex:
                CheckLayer(DiagLayer.Create(element.Table), path, findings);
                break;
            case var type when type == TableStructParam.SchemaIndex:
                CheckKind(TableStructParam.Create(element.Table).TableKey, ParamKind.TableKey, "table_key", path, findings);
                break;
            case var type when type == ParamLengthInfoType.SchemaIndex:
                CheckKind(ParamLengthInfoType.Create(element.Table).LengthKey, ParamKind.LengthKey, "length_key", path, findings);
                break;
            case var type when type == MatchingParameter.SchemaIndex:
                CheckPattern(MatchingParameter.Create(element.Table), path, findings);
                break;
            case var type when type == ComParamRef.SchemaIndex:
                CheckComParam(ComParamRef.Create(element.Table), path, findings);
                break;
            default:
                break;
        }
    }

    private static void CheckRoot(EcuData root, List<MddFinding> findings)
    {
        var bases = root.Variants.Count(variant => variant.IsBaseVariant);
        if (bases > 1)
        {
            findings.Add(MddInspection.Warning("variants", $"{bases} of them are base variants; readers take one"));
        }

        CheckNames(root.Variants.Select(variant => variant.DiagLayer?.ShortName), "variants", findings);
        CheckNames(root.FunctionalGroups.Select(group => group.DiagLayer?.ShortName), "functional_groups", findings);
    }

    private static void CheckLayer(DiagLayer layer, ElementPath path, List<MddFinding> findings)
    {
        CheckNames(
            layer.DiagServices.Select(service => service.DiagComm?.ShortName).Concat(layer.SingleEcuJobs.Select(job => job.DiagComm?.ShortName)),
            path.With("diag_services"),
            findings);
        CheckNames(layer.StateCharts.Select(chart => chart.ShortName), path.With("state_charts"), findings);
        CheckNames(layer.DiagVariables.Select(variable => variable.ShortName), path.With("diag_variables"), findings);
    }

    private static void CheckChart(StateChart chart, ElementPath path, List<MddFinding> findings)
    {
        var states = chart.States.Select(state => state.ShortName).ToHashSet(StringComparer.Ordinal);
        CheckState(chart.StartStateShortNameRef, "starts in", path.ToString());
        foreach (var transition in chart.StateTransitions)
        {
            CheckState(transition.SourceShortNameRef, "leaves", $"{path.With("state_transitions")}[{transition.ShortName}]");
            CheckState(transition.TargetShortNameRef, "enters", $"{path.With("state_transitions")}[{transition.ShortName}]");
        }

        CheckNames(states.Count == chart.States.Count ? [] : chart.States.Select(state => state.ShortName), path.With("states"), findings);

        void CheckState(string? name, string does, string place)
        {
            if (name is not null && !states.Contains(name))
            {
                findings.Add(MddInspection.Error(place, $"it {does} the state '{name}', which the chart does not have"));
            }
        }
    }

    private static void CheckKind(Param? target, ParamKind kind, string field, ElementPath path, List<MddFinding> findings)
    {
        if (target is { } param && param.Kind != kind)
        {
            findings.Add(MddInspection.Error(path.With(field), $"it refers to the parameter '{param.ShortName}', which is a {param.Kind} instead of a {kind}"));
        }
    }

    private static void CheckPattern(MatchingParameter pattern, ElementPath path, List<MddFinding> findings)
    {
        if (pattern.DiagService is { } service && pattern.OutParam is { } param
            && !Holds(service.PositiveResponses.Concat(service.NegativeResponses), param))
        {
            findings.Add(MddInspection.Warning(
                path.With("out_param"), $"the parameter '{param.ShortName}' is in no response of the service '{service.DiagComm?.ShortName}'"));
        }
    }

    private static bool Holds(IEnumerable<Response> responses, Param param)
    {
        // Every structure is looked into once, however often it is shared.
        var met = new HashSet<int>();
        var open = new Stack<FlatVector<Param>>(responses.Select(response => response.Params));
        while (open.TryPop(out var list))
        {
            foreach (var candidate in list)
            {
                if (candidate == param)
                {
                    return true;
                }

                if (candidate.AsValue?.Dop?.AsStructure is { } structure && met.Add(structure.Offset))
                {
                    open.Push(structure.Params);
                }
            }
        }

        return false;
    }

    private static void CheckComParam(ComParamRef reference, ElementPath path, List<MddFinding> findings)
    {
        if (reference.ComplexValue is { } values && reference.ComParam?.AsComplexComParam is { AllowMultipleValues: false } complex
            && values.Entries.Count > complex.ComParams.Count)
        {
            findings.Add(MddInspection.Warning(
                path.ToString(), $"it has {values.Entries.Count} values for the {complex.ComParams.Count} com-params of '{reference.ComParam?.ShortName}'"));
        }
    }

    private static void CheckNames(IEnumerable<string?> names, string place, List<MddFinding> findings)
    {
        foreach (var group in names.OfType<string>().GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            findings.Add(MddInspection.Warning(place, $"the name '{group.Key}' occurs {group.Count()} times; readers take the first"));
        }
    }
}
