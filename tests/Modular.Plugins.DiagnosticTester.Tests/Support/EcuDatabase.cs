using System.Globalization;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>
/// A database of our own: identification by DID F100, two sessions, a security level, a reset, a structured reading and a
/// writing that needs the extended session.
/// </summary>
internal sealed class EcuDatabase
{
    private static readonly DiagCodedTypeDefinition Byte = Unsigned(8);
    private static readonly DiagCodedTypeDefinition Word = Unsigned(16);

    private readonly StateDefinition _default = new() { ShortName = "Default" };
    private readonly StateDefinition _extended = new() { ShortName = "Extended" };
    private readonly Dictionary<string, StateTransitionDefinition> _transitions = [];

    public string Name { get; init; } = "FLXC1000";

    public string? Revision { get; init; } = "00.01.00";

    public string? Protocol { get; init; } = "UDS_Ethernet_DoIP_DOBT";

    public ushort Address { get; init; } = 0x1000;

    public ushort Gateway { get; init; } = 0x1000;

    /// <summary>Variants by name, with the identification their ECU answers.</summary>
    public (string Name, uint Identification)[] Variants { get; init; } = [("Boot", 0xFF0000), ("App_0101", 0x000101)];

    /// <summary>Identification that <see cref="Identification"/> answers, as a response in hexadecimal.</summary>
    public static string Identification(uint value) => $"62F100{value:X6}";

    public void Save(string directory, string? file = null) => Define().Save(Path.Combine(directory, file ?? $"{Name}.mdd"));

    public MddFileDefinition Define()
    {
        var identification = Service("Identification_Read", [0x22, 0xF1, 0x00], Parameter("Identification", 3, Unsigned(24)));
        var baseLayer = Layer(
            $"{Name}_Base",
            identification,
            Service("Motion_Read", [0x22, 0xF2, 0x00], Record()),
            Service("Default_Start", [0x10, 0x01], "SESSION", Transition("Extended", "Default"), Transition("Default", "Default"), Transition("Level_5", "Locked")),
            Service("HardReset", [0x11, 0x01], null, Transition("Extended", "Default"), Transition("Default", "Default"), Transition("Level_5", "Locked")),
            Service("Extended_Start", [0x10, 0x03], "SESSION", Transition("Default", "Extended"), Transition("Extended", "Extended")),
            Service("RequestSeed_Level_5", [0x27, 0x05], Parameter("Seed", 2, Byte)),
            WithKey(Service("SendKey_Level_5", [0x27, 0x06], "SECURITY", Transition("Locked", "Level_5"))),
            Writing());
        baseLayer.StateCharts.Add(Chart("Sessions", "SESSION", "Default", [_default, _extended]));
        baseLayer.StateCharts.Add(Chart("Access", "SECURITY", "Locked", [new() { ShortName = "Locked" }, new() { ShortName = "Level_5" }]));
        baseLayer.ComParamRefs.AddRange(ComParams());
        baseLayer.Sdgs = new SdgsDefinition
        {
            Groups =
            {
                new SdgDefinition
                {
                    CaptionShortName = "default_sdg",
                    Si = "default",
                    Items = { new SdOrSdgDefinition { Content = new SdDefinition { Si = "power", Value = "1.21GW" } } },
                },
            },
        };

        var baseVariant = new VariantDefinition { IsBaseVariant = true, DiagLayer = baseLayer };
        var file = new MddFileDefinition { Description = { EcuName = Name, Revision = Revision, Variants = { baseVariant } } };
        foreach (var (name, value) in Variants)
        {
            file.Description.Variants.Add(new VariantDefinition
            {
                DiagLayer = Layer($"{Name}_{name}", Service($"{name}_Read", [0x22, 0xF3, 0x00], Parameter("Value", 3, Byte))),
                ParentRefs = { new ParentRefDefinition { Parent = baseVariant } },
                VariantPatterns =
                {
                    new VariantPatternDefinition
                    {
                        MatchingParameters =
                        {
                            new MatchingParameterDefinition
                            {
                                ExpectedValue = value.ToString(CultureInfo.InvariantCulture),
                                DiagService = identification,
                                OutParam = identification.PositiveResponses[0].Params[^1],
                            },
                        },
                    },
                },
            });
        }

        return file;
    }

    private static DiagLayerDefinition Layer(string name, params DiagServiceDefinition[] services)
    {
        var layer = new DiagLayerDefinition { ShortName = name };
        layer.DiagServices.AddRange(services);
        return layer;
    }

    private static DiagServiceDefinition Service(string name, byte[] request, params ParamDefinition[] data)
    {
        var service = new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition { ShortName = name, Semantic = "DATA" },
            Request = new RequestDefinition(),
            PositiveResponses = { new ResponseDefinition() },
        };
        var response = service.PositiveResponses[0];
        for (var i = 0; i < request.Length; i++)
        {
            service.Request.Params.Add(Constant($"C{i}", i, request[i]));
            response.Params.Add(Constant($"C{i}", i, i == 0 ? (byte)(request[i] + 0x40) : request[i]));
        }

        response.Params.AddRange(data);
        return service;
    }

    private static DiagServiceDefinition Service(
        string name, byte[] request, string? semantic, params StateTransitionRefDefinition[] transitions)
    {
        var service = Service(name, request);
        service.DiagComm!.Semantic = semantic;
        service.DiagComm.StateTransitionRefs.AddRange(transitions);
        return service;
    }

    private static DiagServiceDefinition WithKey(DiagServiceDefinition service)
    {
        service.Request!.Params.Add(Parameter("Key", 2, Byte));
        return service;
    }

    private static ParamDefinition Record() => new()
    {
        ShortName = "Record",
        Semantic = "DATA",
        BytePosition = 3,
        SpecificData = new ValueParamDefinition
        {
            Dop = new DopDefinition
            {
                ShortName = "RecordStructure",
                SpecificData = new StructureDefinition { Params = { Parameter("Speed", 0, Word), Parameter("Gear", 2, Byte) } },
            },
        },
    };

    private static ParamDefinition Parameter(string name, uint position, DiagCodedTypeDefinition type) => new()
    {
        ShortName = name,
        Semantic = "DATA",
        BytePosition = position,
        SpecificData = new ValueParamDefinition
        {
            Dop = new DopDefinition
            {
                ShortName = name,
                SpecificData = new NormalDopDefinition
                {
                    DiagCodedType = type,
                    CompuMethod = new CompuMethodDefinition { Category = CompuCategory.Identical },
                    PhysicalType = new PhysicalTypeDefinition { BaseDataType = PhysicalTypeDataType.AUInt32 },
                },
            },
        },
    };

    private static ParamDefinition Constant(string name, int position, byte value) => new()
    {
        ShortName = name,
        Semantic = "SERVICE-ID",
        BytePosition = (uint)position,
        SpecificData = new CodedConstParamDefinition { CodedValue = value.ToString(CultureInfo.InvariantCulture), DiagCodedType = Byte },
    };

    private static DiagCodedTypeDefinition Unsigned(uint bits) => new()
    {
        BaseDataType = DataType.AUInt32,
        SpecificData = new StandardLengthTypeDefinition { BitLength = bits },
    };

    private static ComParamDefinition ComParam(string name) => new() { ShortName = name, SpecificData = new RegularComParamDefinition() };

    private DiagServiceDefinition Writing()
    {
        var service = Service("Setting_Write", [0x2E, 0xF1, 0x91]);
        service.Request!.Params.Add(Parameter("Setting", 3, Word));
        service.DiagComm!.PreConditionStateRefs.Add(new PreConditionStateRefDefinition { State = _extended });
        return service;
    }

    private StateTransitionRefDefinition Transition(string source, string target)
    {
        var name = $"{source}_{target}";
        if (!_transitions.TryGetValue(name, out var transition))
        {
            _transitions[name] = transition = new StateTransitionDefinition { ShortName = name, SourceShortNameRef = source, TargetShortNameRef = target };
        }

        return new StateTransitionRefDefinition { StateTransition = transition };
    }

    private StateChartDefinition Chart(string name, string semantic, string start, List<StateDefinition> states)
    {
        var names = states.ConvertAll(state => state.ShortName!);
        var chart = new StateChartDefinition { ShortName = name, Semantic = semantic, StartStateShortNameRef = start };
        chart.States.AddRange(states);
        chart.StateTransitions.AddRange(_transitions.Values.Where(transition => names.Contains(transition.SourceShortNameRef!)));
        return chart;
    }

    private IEnumerable<ComParamRefDefinition> ComParams()
    {
        var protocol = Protocol is null ? null : new ProtocolDefinition { DiagLayer = new DiagLayerDefinition { ShortName = Protocol } };
        yield return new ComParamRefDefinition
        {
            ComParam = ComParam("CP_DoIPLogicalGatewayAddress"),
            SimpleValue = new SimpleValueDefinition { Value = Text(Gateway) },
            Protocol = protocol,
        };
        yield return new ComParamRefDefinition
        {
            ComParam = new ComParamDefinition
            {
                ShortName = "CP_UniqueRespIdTable",
                SpecificData = new ComplexComParamDefinition
                {
                    ComParams = { ComParam("CP_DoIPLogicalEcuAddress"), ComParam("CP_DoIPSecondaryLogicalEcuResponseAddress"), ComParam("CP_ECULayerShortName") },
                },
            },
            ComplexValue = new ComplexValueDefinition { Entries = { Value(Text(Address)), Value("0"), Value(Name) } },
            Protocol = protocol,
        };
    }

    private static SimpleValueDefinition Value(string text) => new() { Value = text };

    private static string Text(ushort value) => value.ToString(CultureInfo.InvariantCulture);
}
