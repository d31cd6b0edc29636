using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Layers: variants, functional groups, protocols and shared data.</summary>
internal sealed class LayerMapper(MappingSession session)
{
    private readonly Dictionary<OdxLayer, IParentRefAlternative> _layers = [];
    private readonly HashSet<OdxLayer> _open = [];
    private readonly LayerServiceMapper _services = new(session);

    public VariantDefinition Variant(OdxLayer layer) => (VariantDefinition)Get(layer)!;

    public FunctionalGroupDefinition FunctionalGroup(OdxLayer layer) => (FunctionalGroupDefinition)Get(layer)!;

    /// <summary>The layer in which names that a service uses were looked up for the copy that a layer inherits.</summary>
    public OdxLayer ScopeOf(OdxElement comm, OdxLayer layer) => _services.ScopeOf(comm, layer);

    /// <summary>Services whose names no layer knows.</summary>
    public void ReportUnbound() => _services.ReportUnbound();

    /// <summary>The protocol that a PROTOCOL-SNREF names: one that the layer inherits, else any of the archive.</summary>
    public OdxLayer? FindProtocol(OdxElement reference, OdxLayer? layer)
    {
        var name = reference.Attribute("SHORT-NAME") ?? string.Empty;
        OdxLayer? any = null;
        foreach (var protocol in session.Set.LayersNamed(name, LayerKind.Protocol))
        {
            if (layer is not null && layer.IsOrInherits(protocol))
            {
                return protocol;
            }

            any ??= protocol;
        }

        if (any is null)
        {
            session.Problems.Unresolved(reference, $"{reference.Name} names {name}, which is no protocol of the archive.");
        }

        return any;
    }

    /// <summary>The definition of a protocol for something that is limited to it.</summary>
    /// <remarks>
    /// Within the protocol itself the limit would make the database contain itself, and says nothing: no definition then.
    /// Where protocols refer to one another in a circle, what closes it is reported as lost.
    /// </remarks>
    public ProtocolDefinition? ReferredProtocol(OdxLayer protocol, OdxElement reference, OdxElement owner)
    {
        if (_open.Contains(protocol))
        {
            if (session.Set.LayerAround(owner) != protocol)
            {
                session.Losses.Add(reference.Name == "COMPARAM-REF" ? reference.Find("PROTOCOL-SNREF")! : reference, LossReason.Cycle);
            }

            return null;
        }

        return (ProtocolDefinition?)Get(protocol);
    }

    private IParentRefAlternative? Get(OdxLayer layer)
    {
        if (_layers.TryGetValue(layer, out var known))
        {
            return known;
        }

        if (!_open.Add(layer))
        {
            return null;
        }

        // What is looked up for this layer is no business of whatever led here.
        var outer = session.Scopes.Begin();
        var leavesUnbound = session.Scopes.LeavesUnboundNames;
        session.Scopes.LeavesUnboundNames = false;
        try
        {
            var made = Make(layer);
            _layers.Add(layer, made);
            return made;
        }
        finally
        {
            session.Scopes.Restore(outer);
            session.Scopes.LeavesUnboundNames = leavesUnbound;
            _open.Remove(layer);
        }
    }

    private IParentRefAlternative Make(OdxLayer layer)
    {
        layer.Element.Mark();
        layer.Element.Parent!.Mark();
        var parents = Parents(layer);
        switch (layer.Kind)
        {
            case LayerKind.EcuSharedData:
                return new EcuSharedDataDefinition { DiagLayer = Common(layer) };
            case LayerKind.FunctionalGroup:
                return new FunctionalGroupDefinition { DiagLayer = Common(layer), ParentRefs = parents };
            case LayerKind.Protocol:
                return new ProtocolDefinition
                {
                    DiagLayer = Common(layer),
                    ComParamSpec = session.ComParams.Specification(layer.Element),
                    ProtStack = session.ComParams.NamedStack(layer.Element, layer.Element),
                    ParentRefs = parents,
                };
            default:
                return new VariantDefinition
                {
                    DiagLayer = Common(layer),
                    IsBaseVariant = layer.Kind == LayerKind.BaseVariant,
                    VariantPatterns = session.Patterns.Patterns(layer),
                    ParentRefs = parents,
                };
        }
    }

    private DiagLayerDefinition Common(OdxLayer layer)
    {
        var element = layer.Element;
        var definition = new DiagLayerDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            LongName = SpecialDataMapper.LongName(element),
            FunctClasses = [.. element.TakeList("FUNCT-CLASSS", "FUNCT-CLASS").Select(session.DiagComms.FunctClass)],
            AdditionalAudiences = [.. element.TakeList("ADDITIONAL-AUDIENCES", "ADDITIONAL-AUDIENCE").Select(session.DiagComms.AdditionalAudience)],
            StateCharts = session.States.Charts(element),
            ComParamRefs = session.ComParams.Referred(element, layer),
            Sdgs = session.SpecialData.Groups(element),
        };
        _services.AddTo(definition, layer);
        definition.GlobalNegativeResponses =
        [
            .. element.TakeList("GLOBAL-NEG-RESPONSES", "GLOBAL-NEG-RESPONSE").Select(one => session.Messages.Get(one, layer)).OfType<ResponseDefinition>(),
        ];
        definition.VariableGroups = session.Variables.Groups(element);
        definition.DiagVariables = session.Variables.Variables(element, layer);
        return definition;
    }

    private List<ParentRefDefinition> Parents(OdxLayer layer)
    {
        var parents = new List<ParentRefDefinition>();
        foreach (var parent in layer.Parents)
        {
            if (Get(parent.Layer) is not { } definition)
            {
                session.Losses.Add(parent.Element, LossReason.Cycle);
                continue;
            }

            parents.Add(new ParentRefDefinition
            {
                Parent = definition,
                NotInheritedDiagCommShortNames = Withheld(parent, "DIAG-COMMS", "DIAG-COMM", "DIAG-COMM-SNREF"),
                NotInheritedVariablesShortNames = Withheld(parent, "VARIABLES", "VARIABLE", "DIAG-VARIABLE-SNREF"),
                NotInheritedDopsShortNames = Withheld(parent, "DOPS", "DOP", "DOP-BASE-SNREF"),
                NotInheritedTablesShortNames = Withheld(parent, "TABLES", "TABLE", "TABLE-SNREF"),
                NotInheritedGlobalNegativeResponsesShortNames = Withheld(parent, "GLOBAL-NEG-RESPONSES", "GLOBAL-NEG-RESPONSE", "GLOBAL-NEG-RESPONSE-SNREF"),
            });
        }

        return parents;
    }

    private static List<string> Withheld(OdxParent parent, string list, string item, string reference) =>
    [
        .. parent.Element.TakeList("NOT-INHERITED-" + list, "NOT-INHERITED-" + item)
            .Select(one => one.Take(reference)?.Attribute("SHORT-NAME"))
            .OfType<string>(),
    ];
}
