using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Patterns by which an ECU's answers tell its variant.</summary>
internal sealed class VariantPatternMapper(MappingSession session)
{
    /// <summary>The patterns of a base variant (one at most) or of an ECU variant.</summary>
    public List<VariantPatternDefinition> Patterns(OdxLayer layer)
    {
        if (layer.Kind == LayerKind.BaseVariant)
        {
            return [.. layer.Element.TakeAll("BASE-VARIANT-PATTERN").Select(pattern =>
                Pattern(pattern.TakeList("MATCHING-BASE-VARIANT-PARAMETERS", "MATCHING-BASE-VARIANT-PARAMETER"), layer))];
        }

        return [.. layer.Element.TakeList("ECU-VARIANT-PATTERNS", "ECU-VARIANT-PATTERN").Select(pattern =>
            Pattern(pattern.TakeList("MATCHING-PARAMETERS", "MATCHING-PARAMETER"), layer))];
    }

    private VariantPatternDefinition Pattern(IEnumerable<OdxElement> parameters, OdxLayer layer) =>
        new() { MatchingParameters = [.. parameters.Select(one => Parameter(one, layer)).OfType<MatchingParameterDefinition>()] };

    private MatchingParameterDefinition? Parameter(OdxElement element, OdxLayer layer)
    {
        if (element.Take("DIAG-COMM-SNREF") is not { } reference || session.ResolveName(reference, NameSpace.DiagComm, layer) is not { } comm)
        {
            return null;
        }

        var scope = session.Layers.ScopeOf(comm, layer);
        if (session.DiagComms.Get(comm, scope) is not DiagServiceDefinition service)
        {
            session.Losses.Add(element, LossReason.NoPlace);
            return null;
        }

        var isBase = layer.Kind == LayerKind.BaseVariant;
        var parameter = new MatchingParameterDefinition
        {
            ExpectedValue = element.TakeText("EXPECTED-VALUE"),
            DiagService = service,
            UsePhysicalAddressing = isBase ? session.Values.OptionalFlag(element, "USE-PHYSICAL-ADDRESSING") ?? true : null,
        };
        if (element.Take("OUT-PARAM-IF-SNREF") is { } direct)
        {
            parameter.OutParam = Find(direct, comm, [direct.Attribute("SHORT-NAME") ?? string.Empty], scope);
        }
        else if (element.Take("OUT-PARAM-IF-SNPATHREF") is { } path)
        {
            var text = path.Attribute("SHORT-NAME-PATH") ?? string.Empty;
            parameter.OutParamPathShortName = text;
            parameter.OutParam = Find(path, comm, text.Split('.'), scope);
        }

        return parameter;
    }

    /// <summary>A parameter of the service's responses, positive ones first, or of a structure within them.</summary>
    private ParamDefinition? Find(OdxElement reference, OdxElement service, string[] path, OdxLayer? scope)
    {
        foreach (var kind in (string[])["POS-RESPONSE", "NEG-RESPONSE"])
        {
            foreach (var (_, response) in session.Messages.ResponseElements(service, kind))
            {
                if (session.Messages.Get(response, scope) is { } definition && Find(definition.Params, path) is { } found)
                {
                    return found;
                }
            }
        }

        session.Problems.Unresolved(reference, $"{reference.Name} names {string.Join('.', path)}, which no response of {service.ShortName} has.");
        return null;
    }

    private static ParamDefinition? Find(List<ParamDefinition> parameters, ReadOnlySpan<string> path)
    {
        var name = path[0];
        foreach (var parameter in parameters)
        {
            if (parameter.ShortName != name)
            {
                continue;
            }

            if (path.Length == 1)
            {
                return parameter;
            }

            if (Inner(parameter) is { } inner && Find(inner, path[1..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static List<ParamDefinition>? Inner(ParamDefinition parameter) =>
        ((parameter.SpecificData as ValueParamDefinition)?.Dop?.SpecificData as StructureDefinition)?.Params;
}
