using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Services and what they share with jobs.</summary>
internal sealed class DiagCommMapper
{
    private static readonly (string, DiagClassType)[] Classes =
    [
        ("STARTCOMM", DiagClassType.StartComm), ("STOPCOMM", DiagClassType.StopComm), ("VARIANTIDENTIFICATION", DiagClassType.VariantIdentification),
        ("READ-DYN-DEFINED-MESSAGE", DiagClassType.ReadDynDefMessage), ("READ-DYN-DEF-MESSAGE", DiagClassType.ReadDynDefMessage),
        ("DYN-DEF-MESSAGE", DiagClassType.DynDefMessage), ("CLEAR-DYN-DEF-MESSAGE", DiagClassType.ClearDynDefMessage),
    ];

    private static readonly (string, Addressing)[] Addressings =
    [
        ("PHYSICAL", Addressing.Physical), ("FUNCTIONAL", Addressing.Functional), ("FUNCTIONAL-OR-PHYSICAL", Addressing.FunctionalOrPhysical),
    ];

    private static readonly (string, TransmissionMode)[] Modes =
    [
        ("SEND-AND-RECEIVE", TransmissionMode.SendAndReceive), ("SEND-ONLY", TransmissionMode.SendOnly),
        ("RECEIVE-ONLY", TransmissionMode.ReceiveOnly), ("SEND-OR-RECEIVE", TransmissionMode.SendOrReceive),
    ];

    private readonly MappingSession _session;
    private readonly DefinitionMemo<IDiagServiceOrJobAlternative> _comms;
    private readonly DefinitionMemo<FunctClassDefinition> _classes;
    private readonly DefinitionMemo<AdditionalAudienceDefinition> _audiences;

    public DiagCommMapper(MappingSession session)
    {
        _session = session;
        _comms = new(session, (element, scope) => element.Name == "DIAG-SERVICE" ? Service(element, scope) : session.Jobs.Job(element, scope));
        _classes = new(session, (element, _) => new() { ShortName = SpecialDataMapper.Name(element) });
        _audiences = new(session, (element, _) => new() { ShortName = SpecialDataMapper.Name(element), LongName = SpecialDataMapper.LongName(element) });
    }

    public IDiagServiceOrJobAlternative? Get(OdxElement element, OdxLayer? scope) => _comms.Get(element, scope);

    /// <summary>The short names whose meaning in a layer decides what the service is.</summary>
    public IReadOnlySet<(NameSpace Space, string Name)> NamesOf(OdxElement element, OdxLayer scope) => _comms.NamesOf(element, scope);

    /// <summary>The service or job that an element refers to; null, reported as lost, where it would contain itself.</summary>
    public IDiagServiceOrJobAlternative? Connected(OdxElement owner, OdxLayer? scope)
    {
        if (owner.TakeAny("DIAG-COMM-REF", "DIAG-COMM-SNREF") is not { } reference || _session.Follow(reference, NameSpace.DiagComm, scope) is not { } found)
        {
            return null;
        }

        if (found.Name is not ("DIAG-SERVICE" or "SINGLE-ECU-JOB"))
        {
            _session.WrongKind(reference, found, "service or job");
            return null;
        }

        if (_comms.IsOpen(found, scope))
        {
            _session.Losses.Add(owner, LossReason.Cycle);
            return null;
        }

        return _comms.Get(found, scope);
    }

    public FunctClassDefinition FunctClass(OdxElement element) => _classes.Get(element, null)!;

    public AdditionalAudienceDefinition AdditionalAudience(OdxElement element) => _audiences.Get(element, null)!;

    public List<FunctClassDefinition> FunctClasses(OdxElement owner)
    {
        // ODX 2.0 has the one reference without a list around it.
        var references = owner.TakeList("FUNCT-CLASS-REFS", "FUNCT-CLASS-REF").Concat(owner.TakeAll("FUNCT-CLASS-REF"));
        return [.. references.Select(reference => Follow(reference, "FUNCT-CLASS")).OfType<OdxElement>().Select(FunctClass)];
    }

    public AudienceDefinition? Audience(OdxElement owner)
    {
        if (owner.Take("AUDIENCE") is not { } element)
        {
            return null;
        }

        return new AudienceDefinition
        {
            IsSupplier = _session.Values.Flag(element, "IS-SUPPLIER", true),
            IsDevelopment = _session.Values.Flag(element, "IS-DEVELOPMENT", true),
            IsManufacturing = _session.Values.Flag(element, "IS-MANUFACTURING", true),
            IsAfterSales = _session.Values.Flag(element, "IS-AFTERSALES", true),
            IsAfterMarket = _session.Values.Flag(element, "IS-AFTERMARKET", true),
            EnabledAudiences = Audiences(element, "ENABLED-AUDIENCE"),
            DisabledAudiences = Audiences(element, "DISABLED-AUDIENCE"),
        };
    }

    /// <summary>What services and jobs have in common.</summary>
    public DiagCommDefinition Common(OdxElement element, OdxLayer? scope) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        Semantic = element.Attribute("SEMANTIC"),
        FunctClasses = FunctClasses(element),
        Sdgs = _session.SpecialData.Groups(element),
        DiagClassType = _session.Values.Keyword(element, element.Attribute("DIAGNOSTIC-CLASS"), DiagClassType.StartComm, Classes),
        PreConditionStateRefs = _session.States.PreConditions(element),
        StateTransitionRefs = _session.States.Transitions(element),
        Protocols = Protocols(element, scope),
        Audience = Audience(element),
        IsMandatory = _session.Values.Flag(element, "IS-MANDATORY", false),
        IsExecutable = _session.Values.Flag(element, "IS-EXECUTABLE", true),
        IsFinal = _session.Values.Flag(element, "IS-FINAL", false),
    };

    private DiagServiceDefinition Service(OdxElement element, OdxLayer? scope) => new()
    {
        DiagComm = Common(element, scope),
        Request = _session.Messages.Request(element, scope),
        PositiveResponses = _session.Messages.Responses(element, "POS-RESPONSE", scope),
        NegativeResponses = _session.Messages.Responses(element, "NEG-RESPONSE", scope),
        IsCyclic = _session.Values.Flag(element, "IS-CYCLIC", false),
        IsMultiple = _session.Values.Flag(element, "IS-MULTIPLE", false),
        Addressing = _session.Values.Keyword(element, element.Attribute("ADDRESSING"), Addressing.Physical, Addressings),
        TransmissionMode = _session.Values.Keyword(
            element, element.Attribute("TRANSMISSION-MODE") ?? element.Attribute("TRANS-MODE"), TransmissionMode.SendAndReceive, Modes),
        ComParamRefs = _session.ComParams.Referred(element, scope),
        PositiveResponseSuppressible = Suppressible(element),
    };

    private PositiveResponseSuppressibleDefinition? Suppressible(OdxElement service)
    {
        if (service.Take("POS-RESPONSE-SUPPRESSABLE") is not { } element)
        {
            return null;
        }

        return new PositiveResponseSuppressibleDefinition
        {
            BitMask = _session.Values.Hex(element, "BIT-MASK"),
            ParamShortName = element.TakeAny("CODED-CONST-SNREF", "VALUE-SNREF", "PHYS-CONST-SNREF", "TABLE-KEY-SNREF")?.Attribute("SHORT-NAME"),
            ParamPathShortName = element.TakeAny("CODED-CONST-SNPATHREF", "VALUE-SNPATHREF", "PHYS-CONST-SNPATHREF", "TABLE-KEY-SNPATHREF")?.Attribute("SHORT-NAME-PATH"),
        };
    }

    private List<ProtocolDefinition> Protocols(OdxElement element, OdxLayer? scope)
    {
        var protocols = new List<ProtocolDefinition>();
        foreach (var reference in element.TakeList("PROTOCOL-SNREFS", "PROTOCOL-SNREF"))
        {
            if (_session.Layers.FindProtocol(reference, scope) is { } protocol && _session.Layers.ReferredProtocol(protocol, reference, element) is { } definition)
            {
                protocols.Add(definition);
            }
        }

        return protocols;
    }

    private List<AdditionalAudienceDefinition> Audiences(OdxElement audience, string kind) =>
    [
        .. audience.TakeList(kind + "-REFS", kind + "-REF")
            .Select(reference => Follow(reference, "ADDITIONAL-AUDIENCE"))
            .OfType<OdxElement>()
            .Select(AdditionalAudience),
    ];

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
