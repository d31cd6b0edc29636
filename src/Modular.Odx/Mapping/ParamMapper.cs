using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Parameters of requests, responses and structures.</summary>
internal sealed class ParamMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<ParamDefinition> _params;

    public ParamMapper(MappingSession session)
    {
        _session = session;
        _params = new(session, Make);
    }

    /// <summary>The parameters of an element.</summary>
    public List<ParamDefinition> List(OdxElement owner, OdxLayer? scope) =>
        [.. owner.TakeList("PARAMS", "PARAM").Select(param => _params.Get(param, scope)).OfType<ParamDefinition>()];

    /// <summary>A parameter that another element refers to.</summary>
    public ParamDefinition? Get(OdxElement reference, OdxElement param, OdxLayer? scope)
    {
        if (_params.IsOpen(param, scope))
        {
            _session.Problems.Recoverable(reference, $"the parameter {param.ShortName} depends on itself.", LossReason.Cycle);
            return null;
        }

        return _params.Get(param, scope);
    }

    public ParamDefinition? Get(OdxElement param, OdxLayer? scope) => _params.Get(param, scope);

    private ParamDefinition Make(OdxElement element, OdxLayer? scope) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        Semantic = element.Attribute("SEMANTIC"),
        Sdgs = _session.SpecialData.Groups(element),
        BytePosition = _session.Values.OptionalUInt(element, "BYTE-POSITION"),
        BitPosition = _session.Values.OptionalUInt(element, "BIT-POSITION"),
        SpecificData = Specific(element, scope),
    };

    private IParamAlternative? Specific(OdxElement element, OdxLayer? scope)
    {
        switch (element.Attribute("type"))
        {
            case "CODED-CONST":
                return new CodedConstParamDefinition { CodedValue = element.TakeText("CODED-VALUE"), DiagCodedType = _session.CodedTypes.CodedType(element, scope) };
            case "NRC-CONST":
                return new NrcConstParamDefinition
                {
                    CodedValues = [.. element.TakeList("CODED-VALUES", "CODED-VALUE").Select(static value => value.Text)],
                    DiagCodedType = _session.CodedTypes.CodedType(element, scope),
                };
            case "PHYS-CONST":
                return new PhysConstParamDefinition { PhysConstantValue = element.TakeText("PHYS-CONSTANT-VALUE"), Dop = Dop(element, scope) };
            case "VALUE":
                return new ValueParamDefinition { PhysicalDefaultValue = element.TakeText("PHYSICAL-DEFAULT-VALUE"), Dop = Dop(element, scope) };
            case "RESERVED":
                return new ReservedParamDefinition { BitLength = _session.Values.UInt(element, "BIT-LENGTH") };
            case "MATCHING-REQUEST-PARAM":
                return new MatchingRequestParamDefinition
                {
                    RequestBytePosition = _session.Values.OptionalInt(element, "REQUEST-BYTE-POS") ?? 0,
                    ByteLength = _session.Values.UInt(element, "BYTE-LENGTH"),
                };
            case "LENGTH-KEY":
                return new LengthKeyParamDefinition { Dop = Dop(element, scope) };
            case "SYSTEM":
                return new SystemParamDefinition { SysParam = element.Attribute("SYSPARAM"), Dop = Dop(element, scope) };
            case "DYNAMIC":
                return new DynamicParamDefinition();
            case "TABLE-KEY":
                return new TableKeyParamDefinition { Reference = _session.Tables.KeyReference(element, scope) };
            case "TABLE-STRUCT":
                return new TableStructParamDefinition { TableKey = TableKey(element, scope) };
            case "TABLE-ENTRY":
                return TableEntry(element, scope);
            case var other:
                _session.Problems.Recoverable(
                    element, other is null ? "PARAM has no xsi:type." : $"'{other}' is no type of PARAM.", LossReason.BadValue);
                return null;
        }
    }

    private DopDefinition? Dop(OdxElement element, OdxLayer? scope)
    {
        if (element.TakeAny("DOP-REF", "DOP-SNREF") is { } reference)
        {
            return _session.Dops.Referred(reference, scope);
        }

        _session.Problems.Recoverable(element, $"the parameter {element.ShortName} has neither DOP-REF nor DOP-SNREF.", LossReason.BadValue);
        return null;
    }

    private ParamDefinition? TableKey(OdxElement element, OdxLayer? scope)
    {
        if (element.TakeAny("TABLE-KEY-REF", "TABLE-KEY-SNREF") is not { } reference)
        {
            _session.Problems.Recoverable(element, $"the parameter {element.ShortName} has neither TABLE-KEY-REF nor TABLE-KEY-SNREF.", LossReason.BadValue);
            return null;
        }

        OdxElement? found;
        if (reference.Name == "TABLE-KEY-REF")
        {
            found = _session.References.Resolve(reference);
        }
        else
        {
            // A short name of a parameter means one beside it, in the same message or structure.
            var name = reference.Attribute("SHORT-NAME");
            found = null;
            foreach (var sibling in element.Parent!.Children)
            {
                if (sibling.Name == "PARAM" && sibling.ShortName == name)
                {
                    found = sibling;
                    break;
                }
            }

            if (found is null)
            {
                _session.Problems.Unresolved(reference, $"TABLE-KEY-SNREF names {name}, which is no parameter beside {element.ShortName}.");
            }
        }

        if (found is null)
        {
            return null;
        }

        if (found.Name != "PARAM" || found.Attribute("type") != "TABLE-KEY")
        {
            _session.WrongKind(reference, found, "TABLE-KEY parameter");
            return null;
        }

        return Get(reference, found, scope);
    }

    private TableEntryParamDefinition TableEntry(OdxElement element, OdxLayer? scope)
    {
        var target = element.Take("TARGET");
        return new TableEntryParamDefinition
        {
            Target = _session.Values.Keyword(
                target ?? element, target?.Text, TableEntryRowFragment.Key, [("KEY", TableEntryRowFragment.Key), ("STRUCT", TableEntryRowFragment.Struct)]),
            TableRow = element.TakeAny("TABLE-ROW-REF", "TABLE-ROW-SNREF") is { } reference ? _session.Tables.Row(reference, scope) : null,
        };
    }
}
