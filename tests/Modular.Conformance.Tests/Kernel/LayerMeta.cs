using System.Text.Json.Nodes;
using Modular.Kernel.Description;
using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Compares what layers say beside their messages: charts, audiences, classes, special data, services and jobs.</summary>
internal static class LayerMeta
{
    public static IEnumerable<string> Compare(VectorFile vectors)
    {
        foreach (var expected in vectors.Root.GetProperty("meta").EnumerateArray().Select(meta => JsonNode.Parse(meta.GetRawText())!.AsObject()))
        {
            var name = (string)expected["layer"]!;
            if (vectors.Database.FindLayer(name) is not { } layer)
            {
                continue;
            }

            foreach (var (part, actual) in Describe(layer))
            {
                if (expected[part] is { } wanted && !IsSame(wanted, actual))
                {
                    yield return $"{name} {part}:\n{actual.ToJsonString()}\ninstead of\n{wanted.ToJsonString()}";
                }
            }

            foreach (var comm in expected["diag_comms"]!.AsArray().Select(comm => comm!.AsObject()))
            {
                foreach (var difference in CompareComm(layer, comm))
                {
                    yield return $"{name} {difference}";
                }
            }
        }
    }

    private static IEnumerable<(string Part, JsonNode Actual)> Describe(DiagnosticLayer layer)
    {
        yield return ("state_charts", Array(layer.StateCharts.Select(chart => new JsonObject
        {
            ["name"] = chart.ShortName,
            ["semantic"] = chart.Semantic,
            ["start"] = chart.StartState,
            ["states"] = Texts(chart.States),
            ["transitions"] = Array(chart.Transitions.Select(transition => new JsonObject
            {
                ["name"] = transition.ShortName,
                ["source"] = transition.Source,
                ["target"] = transition.Target,
            })),
        })));
        yield return ("additional_audiences", Texts(layer.AdditionalAudiences));
        yield return ("functional_classes", Texts(layer.FunctionalClasses));
        yield return ("sdgs", Groups(layer.SpecialDataGroups));
    }

    private static IEnumerable<string> CompareComm(DiagnosticLayer layer, JsonObject expected)
    {
        var name = (string)expected["name"]!;
        JsonObject? actual = (string)expected["kind"]! == "job"
            ? layer.Jobs.FirstOrDefault(job => job.ShortName == name) is { } job ? Describe(job) : null
            : layer.Find(name) is { } service ? Describe(service, layer) : null;
        if (actual is null)
        {
            yield return $"{name}: missing";
            yield break;
        }

        foreach (var (part, wanted) in expected)
        {
            if (wanted is not null && actual.TryGetPropertyValue(part, out var given) && !IsSame(wanted, given!))
            {
                yield return $"{name}.{part}: {given?.ToJsonString()} instead of {wanted.ToJsonString()}";
            }
        }
    }

    private static JsonObject Describe(KernelService service, DiagnosticLayer layer) => new()
    {
        ["mandatory"] = service.IsMandatory,
        ["executable"] = service.IsExecutable,
        ["final"] = service.IsFinal,
        ["cyclic"] = service.IsCyclic,
        ["addressing"] = service.Addressing switch
        {
            ServiceAddressing.Functional => "FUNCTIONAL",
            ServiceAddressing.Physical => "PHYSICAL",
            _ => "FUNCTIONAL-OR-PHYSICAL",
        },
        ["functional_classes"] = Texts(service.FunctionalClasses),
        ["audience"] = Describe(service.Audience),
        ["sdgs"] = Groups(service.SpecialDataGroups),
        ["pre_conditions"] = Array(service.Preconditions.Select(condition => new JsonObject
        {
            ["chart"] = condition.Chart ?? layer.StateCharts.FirstOrDefault(condition.IsOf)?.ShortName,
            ["state"] = condition.State,
            ["value"] = condition.Value,
            ["in_param"] = condition.Parameter,
        })),
        ["transitions"] = Array(service.StateTransitions.Select(reference => new JsonObject
        {
            ["chart"] = reference.Chart ?? layer.StateCharts.FirstOrDefault(reference.IsOf)?.ShortName,
            ["transition"] = reference.Transition.ShortName,
            ["value"] = reference.Value,
            ["in_param"] = reference.Parameter,
        })),
    };

    private static JsonObject Describe(JobDescription job) => new()
    {
        ["executable"] = job.IsExecutable,
        ["prog_codes"] = Array(job.ProgramCodes.Select(code => new JsonObject
        {
            ["code_file"] = code.CodeFile,
            ["syntax"] = code.Syntax,
            ["revision"] = code.Revision,
            ["entrypoint"] = code.EntryPoint,
        })),
        ["inputs"] = Array(job.Inputs.Select(input => new JsonObject { ["name"] = input.ShortName, ["default"] = input.DefaultValue })),
        ["outputs"] = Texts(job.Outputs.Select(output => output.ShortName)),
        ["neg_outputs"] = Texts(job.NegativeOutputs.Select(output => output.ShortName)),
    };

    private static JsonObject? Describe(AudienceDescription? audience) => audience is null ? null : new()
    {
        ["supplier"] = audience.IsSupplier,
        ["development"] = audience.IsDevelopment,
        ["manufacturing"] = audience.IsManufacturing,
        ["aftersales"] = audience.IsAfterSales,
        ["aftermarket"] = audience.IsAfterMarket,
        ["enabled"] = Texts(audience.Enabled),
        ["disabled"] = Texts(audience.Disabled),
    };

    private static JsonArray Groups(IReadOnlyList<SpecialDataGroup> groups) => Array(groups.Select(Group));

    private static JsonObject Group(SpecialDataGroup group) => new()
    {
        ["si"] = group.SemanticInformation,
        ["caption"] = group.Caption,
        ["items"] = Array(group.Items.Select(item => item.Group is { } inner
            ? Group(inner)
            : new JsonObject { ["si"] = item.SemanticInformation, ["value"] = item.Value })),
    };

    private static JsonArray Array(IEnumerable<JsonObject> items) => [.. items];

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static bool IsSame(JsonNode wanted, JsonNode given) => JsonNode.DeepEquals(wanted, given);
}
