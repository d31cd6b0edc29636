using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Diagnostic variables and their groups, kept in fields that only databases of ours have.</summary>
internal sealed class VariableMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<VariableGroupDefinition> _groups;
    private readonly DefinitionMemo<DiagVariableDefinition> _variables;

    public VariableMapper(MappingSession session)
    {
        _session = session;
        _groups = new(session, (element, _) => new() { ShortName = SpecialDataMapper.Name(element), LongName = SpecialDataMapper.LongName(element) });
        _variables = new(session, Variable);
    }

    public List<VariableGroupDefinition> Groups(OdxElement layer) =>
        [.. layer.TakeList("VARIABLE-GROUPS", "VARIABLE-GROUP").Select(group => _groups.Get(group, null)!)];

    public List<DiagVariableDefinition> Variables(OdxElement layer, OdxLayer scope)
    {
        var variables = new List<DiagVariableDefinition>();
        foreach (var child in layer.Take("DIAG-VARIABLES")?.Children ?? default)
        {
            child.Mark();
            if ((child.Name == "DIAG-VARIABLE-REF" ? Follow(child, "DIAG-VARIABLE") : child) is { } element && _variables.Get(element, scope) is { } variable)
            {
                variables.Add(variable);
            }
        }

        return variables;
    }

    private DiagVariableDefinition Variable(OdxElement element, OdxLayer? scope)
    {
        var row = element.Take("SNREF-TO-TABLEROW");
        return new DiagVariableDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            LongName = SpecialDataMapper.LongName(element),
            Sdgs = _session.SpecialData.Groups(element),
            VariableGroup = element.Take("VARIABLE-GROUP-REF") is { } reference && Follow(reference, "VARIABLE-GROUP") is { } group ? _groups.Get(group, null) : null,
            SwVariables = [.. element.TakeList("SW-VARIABLES", "SW-VARIABLE").Select(static one => new SwVariableDefinition
            {
                ShortName = SpecialDataMapper.Name(one),
                LongName = SpecialDataMapper.LongName(one),
                Origin = one.TakeText("ORIGIN"),
            })],
            CommRelations = [.. element.TakeList("COMM-RELATIONS", "COMM-RELATION").Select(one => Relation(one, scope))],
            TableShortName = row?.Take("TABLE-SNREF")?.Attribute("SHORT-NAME"),
            TableRowShortName = row?.Take("TABLE-ROW-SNREF")?.Attribute("SHORT-NAME"),
            IsReadBeforeWrite = _session.Values.Flag(element, "IS-READ-BEFORE-WRITE", false),
        };
    }

    private CommRelationDefinition Relation(OdxElement element, OdxLayer? scope) => new()
    {
        DiagComm = _session.DiagComms.Connected(element, scope),
        RelationType = element.TakeText("RELATION-TYPE"),
        InParamIfShortName = element.Take("IN-PARAM-IF-SNREF")?.Attribute("SHORT-NAME"),
        InParamPathShortName = element.Take("IN-PARAM-IF-SNPATHREF")?.Attribute("SHORT-NAME-PATH"),
        OutParamIfShortName = element.Take("OUT-PARAM-IF-SNREF")?.Attribute("SHORT-NAME"),
        OutParamPathShortName = element.Take("OUT-PARAM-IF-SNPATHREF")?.Attribute("SHORT-NAME-PATH"),
        ValueType = _session.Values.Keyword<CommRelationValueType?>(
            element,
            element.Attribute("VALUE-TYPE"),
            null,
            [
                ("CURRENT", CommRelationValueType.Current), ("STORED", CommRelationValueType.Stored),
                ("STATIC", CommRelationValueType.Static), ("SUBSTITUTED", CommRelationValueType.Substituted),
            ]),
    };

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
}
