using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Data object properties of all kinds.</summary>
internal sealed class DopMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<DopDefinition> _dops;
    private readonly FieldMapper _fields;
    private readonly DtcMapper _dtcs;

    public DopMapper(MappingSession session)
    {
        _session = session;
        _dops = new(session, Make);
        _fields = new(session);
        _dtcs = new(session);
    }

    /// <summary>The trouble codes of all DTC-DOPs.</summary>
    public DtcMapper Dtcs => _dtcs;

    /// <summary>The DOP that a child of an element refers to, by identifier or by short name; null where it has no such child.</summary>
    public DopDefinition? Referred(OdxElement owner, string stem, OdxLayer? scope) =>
        owner.TakeAny(stem + "-REF", stem + "-SNREF") is { } reference ? Referred(reference, scope) : null;

    public DopDefinition? Referred(OdxElement reference, OdxLayer? scope)
    {
        if (_session.Follow(reference, NameSpace.Dop, scope) is not { } found)
        {
            return null;
        }

        if (!IsDop(found.Name))
        {
            _session.WrongKind(reference, found, "data object property");
            return null;
        }

        if (_dops.IsOpen(found, scope))
        {
            _session.Problems.Recoverable(reference, $"{found.Name} {found.ShortName} contains itself.", LossReason.Cycle);
            return null;
        }

        return _dops.Get(found, scope);
    }

    public DopDefinition? Get(OdxElement element, OdxLayer? scope) => _dops.Get(element, scope);

    public static bool IsDop(string name) => name is "DATA-OBJECT-PROP" or "DTC-DOP" or "STRUCTURE" or "STATIC-FIELD" or "DYNAMIC-LENGTH-FIELD"
        or "DYNAMIC-ENDMARKER-FIELD" or "END-OF-PDU-FIELD" or "MUX" or "ENV-DATA-DESC" or "ENV-DATA";

    private DopDefinition Make(OdxElement element, OdxLayer? scope) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        Sdgs = _session.SpecialData.Groups(element),
        SpecificData = element.Name switch
        {
            "DATA-OBJECT-PROP" => Normal(element, scope),
            "DTC-DOP" => _dtcs.Dop(element, scope),
            "STRUCTURE" => Structure(element, scope),
            "STATIC-FIELD" => _fields.Static(element, scope),
            "DYNAMIC-LENGTH-FIELD" => _fields.DynamicLength(element, scope),
            "DYNAMIC-ENDMARKER-FIELD" => _fields.DynamicEndMarker(element, scope),
            "END-OF-PDU-FIELD" => _fields.EndOfPdu(element, scope),
            "MUX" => Mux(element, scope),
            "ENV-DATA-DESC" => EnvDataDesc(element, scope),
            _ => EnvData(element, scope),
        },
    };

    private NormalDopDefinition Normal(OdxElement element, OdxLayer? scope) => new()
    {
        CompuMethod = _session.ComputationMethods.Method(element),
        DiagCodedType = _session.CodedTypes.CodedType(element, scope),
        PhysicalType = _session.CodedTypes.PhysicalType(element),
        InternalConstr = _session.CodedTypes.Constraint(element, "INTERNAL-CONSTR"),
        Unit = _session.Units.Referred(element),
        PhysConstr = _session.CodedTypes.Constraint(element, "PHYS-CONSTR"),
    };

    private StructureDefinition Structure(OdxElement element, OdxLayer? scope) => new()
    {
        ByteSize = _session.Values.OptionalUInt(element, "BYTE-SIZE"),
        IsVisible = _session.Values.Flag(element, "IS-VISIBLE", true),
        Params = _session.Params.List(element, scope),
    };

    private MuxDopDefinition Mux(OdxElement element, OdxLayer? scope)
    {
        var mux = new MuxDopDefinition
        {
            BytePosition = _session.Values.UInt(element, "BYTE-POSITION"),
            IsVisible = _session.Values.Flag(element, "IS-VISIBLE", false),
        };
        if (element.Take("SWITCH-KEY") is { } key)
        {
            mux.SwitchKey = new SwitchKeyDefinition
            {
                BytePosition = _session.Values.UInt(key, "BYTE-POSITION"),
                BitPosition = _session.Values.OptionalUInt(key, "BIT-POSITION"),
                Dop = Referred(key, "DATA-OBJECT-PROP", scope),
            };
        }

        if (element.Take("DEFAULT-CASE") is { } other)
        {
            mux.DefaultCase = new DefaultCaseDefinition
            {
                ShortName = SpecialDataMapper.Name(other),
                LongName = SpecialDataMapper.LongName(other),
                Structure = Referred(other, "STRUCTURE", scope),
            };
        }

        mux.Cases = [.. element.TakeList("CASES", "CASE").Select(one => new CaseDefinition
        {
            ShortName = SpecialDataMapper.Name(one),
            LongName = SpecialDataMapper.LongName(one),
            LowerLimit = _session.CodedTypes.Limit(one, "LOWER-LIMIT"),
            UpperLimit = _session.CodedTypes.Limit(one, "UPPER-LIMIT"),
            Structure = Referred(one, "STRUCTURE", scope),
        })];
        return mux;
    }

    private EnvDataDescDefinition EnvDataDesc(OdxElement element, OdxLayer? scope)
    {
        var described = new EnvDataDescDefinition
        {
            ParamShortName = element.Take("PARAM-SNREF")?.Attribute("SHORT-NAME"),
            ParamPathShortName = element.Take("PARAM-SNPATHREF")?.Attribute("SHORT-NAME-PATH"),
        };
        described.EnvDatas.AddRange(element.TakeList("ENV-DATA-REFS", "ENV-DATA-REF").Select(one => Referred(one, scope)).OfType<DopDefinition>());

        // ODX 2.0 and 2.1 keep the environment data within their description.
        described.EnvDatas.AddRange(element.TakeList("ENV-DATAS", "ENV-DATA").Select(one => _dops.Get(one, scope)).OfType<DopDefinition>());
        return described;
    }

    private EnvDataDefinition EnvData(OdxElement element, OdxLayer? scope)
    {
        // No trouble codes at all is how a database spells ALL-VALUE.
        element.Take("ALL-VALUE");
        return new EnvDataDefinition
        {
            Params = _session.Params.List(element, scope),
            DtcValues = [.. element.TakeList("DTC-VALUES", "DTC-VALUE").Select(_session.Values.ParseUInt)],
        };
    }
}
