using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Simulation.Demo;

/// <summary>Describes one ECU of the demo: what all of them have, to which each adds its own.</summary>
internal sealed class DemoEcu
{
    private const string Revision = "1.0.0";
    private static readonly string[] Sessions = ["Default", "Programming", "Extended"];

    private readonly DiagLayerDefinition _base;
    private readonly MddFileDefinition _file;
    private readonly VariantDefinition _baseVariant;
    private readonly Dictionary<string, FunctClassDefinition> _classes = [];
    private readonly StateChartDefinition _sessions;
    private readonly StateChartDefinition _security;
    private readonly DiagServiceDefinition _identification;

    /// <summary>Begins an ECU with identification, sessions, resets and trouble codes.</summary>
    public DemoEcu(DemoProtocol protocol, string name, string longName, ushort gateway, ushort address, ushort functional, params (uint Code, string Display, string Text)[] codes)
    {
        _base = new DiagLayerDefinition { ShortName = name, LongName = new LongNameDefinition { Value = longName } };
        _sessions = Chart("Session", "SESSION", Sessions);
        _security = Chart("SecurityAccess", "SECURITY", ["Locked", "Level_1"]);
        _base.StateCharts.Add(_sessions);
        _base.StateCharts.Add(_security);
        protocol.Address(_base, gateway, address, functional);
        _baseVariant = new VariantDefinition { IsBaseVariant = true, DiagLayer = _base, ParentRefs = { protocol.Parent } };
        _file = new MddFileDefinition { Description = { EcuName = name, Revision = Revision, Variants = { _baseVariant } } };

        AddSessions();
        AddControls();
        _identification = Read("Identification", "Software variant", 0xF100, "IDENTIFICATION", DemoDops.Unsigned("Variant", 24));
        Read("VehicleIdentificationNumber", "Vehicle identification number", 0xF190, "STOREDDATA", DemoDops.Text("Vin", 17));
        Read("ActiveDiagnosticSession", "Active diagnostic session", 0xF186, "IDENTIFICATION",
            DemoDops.Texts("SessionText", 8, (1, "Default"), (2, "Programming"), (3, "Extended")));
        Read("SerialNumber", "Serial number of the ECU", 0xF18C, "IDENTIFICATION", DemoDops.Text("Serial", 10));
        Read("HardwareNumber", "Hardware number", 0xF191, "IDENTIFICATION", DemoDops.Text("Hardware", 8));
        Read("SoftwareVersion", "Software version", 0xF195, "IDENTIFICATION", DemoDops.Structure(
            "VersionNumber",
            DemoParams.Value("Major", 0, DemoDops.Unsigned("MajorNumber", 8, maximum: 9)),
            DemoParams.Value("Minor", 1, DemoDops.Unsigned("MinorNumber", 8, maximum: 20)),
            DemoParams.Value("Patch", 2, DemoDops.Unsigned("PatchNumber", 8, maximum: 40))));
        DemoFaults.Add(this, codes);
    }

    /// <summary>The file with everything added so far.</summary>
    public MddFileDefinition File => _file;

    /// <summary>Adds a value that can be read.</summary>
    public DiagServiceDefinition Read(string name, string longName, ushort identifier, string semantic, DopDefinition dop) => Add(
        _base,
        Service(name + "_Read", longName, semantic, semantic == "IDENTIFICATION" ? "Ident" : "Data"),
        [DemoParams.Constant("SID_RQ", 0, 0x22), DemoParams.Constant("DID_RQ", 1, identifier, 16)],
        [DemoParams.Constant("SID_PR", 0, 0x62), DemoParams.Echo("DID_PR", 1, 2), DemoParams.Value(name, 3, dop)]);

    /// <summary>Adds a value that can be read, and written in the extended session.</summary>
    public void ReadWrite(string name, string longName, ushort identifier, DopDefinition dop)
    {
        Read(name, longName, identifier, "STOREDDATA", dop);
        var write = Service(name + "_Write", longName, "STOREDDATA", "Data");
        Require(write, "Extended");
        Add(
            _base,
            write,
            [DemoParams.Constant("SID_RQ", 0, 0x2E), DemoParams.Constant("DID_RQ", 1, identifier, 16), DemoParams.Value(name, 3, dop)],
            [DemoParams.Constant("SID_PR", 0, 0x6E), DemoParams.Echo("DID_PR", 1, 2)]);
    }

    /// <summary>Adds a routine with start, stop and results; it runs in the extended session.</summary>
    public void Routine(string name, string longName, ushort identifier, ParamDefinition[] inputs, ParamDefinition[] results)
    {
        (string Suffix, byte SubFunction, ParamDefinition[] In, ParamDefinition[] Out)[] parts =
            [("Start", 1, inputs, []), ("Stop", 2, [], []), ("RequestResults", 3, [], results)];
        foreach (var (suffix, subFunction, input, output) in parts)
        {
            var service = Service($"{name}_{suffix}", longName, null, "Routines");
            Require(service, "Extended");
            Add(
                _base,
                service,
                [DemoParams.Constant("SID_RQ", 0, 0x31), DemoParams.Constant("RoutineControlType", 1, subFunction), DemoParams.Constant("RoutineId", 2, identifier, 16), .. input],
                [DemoParams.Constant("SID_PR", 0, 0x71), DemoParams.Echo("RoutineControlType", 1, 1), DemoParams.Echo("RoutineId", 2, 2), .. output]);
        }
    }

    /// <summary>Adds an ECU variant that is told by its software variant.</summary>
    public DiagLayerDefinition Variant(string suffix, int identification)
    {
        var layer = new DiagLayerDefinition { ShortName = $"{_base.ShortName}_{suffix}" };
        _file.Description.Variants.Add(new VariantDefinition
        {
            DiagLayer = layer,
            ParentRefs = { new ParentRefDefinition { Parent = _baseVariant } },
            VariantPatterns =
            {
                new VariantPatternDefinition
                {
                    MatchingParameters =
                    {
                        new MatchingParameterDefinition
                        {
                            ExpectedValue = $"{identification}",
                            DiagService = _identification,
                            OutParam = _identification.PositiveResponses[0].Params[^1],
                        },
                    },
                },
            },
        });
        return layer;
    }

    /// <summary>Adds the boot loader: unlocking by seed and key, and a download.</summary>
    public void BootVariant(int identification)
    {
        var layer = Variant("Boot_Variant", identification);
        var bytes = DemoDops.ToEnd("SeedOrKey", DataType.AByteField, 1, 255);
        Add(
            layer,
            Service("RequestSeed_Level_1", "Request seed", null, "SecurityAccess"),
            [DemoParams.Constant("SID_RQ", 0, 0x27), DemoParams.Constant("SecurityAccessType", 1, 1)],
            [DemoParams.Constant("SID_PR", 0, 0x67), DemoParams.Echo("SecurityAccessType", 1, 1), DemoParams.Value("SecuritySeed", 2, bytes)]);
        var sendKey = Service("SendKey_Level_1", "Send key", null, "SecurityAccess");
        Causes(sendKey, _security, "Level_1");
        Add(
            layer,
            sendKey,
            [DemoParams.Constant("SID_RQ", 0, 0x27), DemoParams.Constant("SecurityAccessType", 1, 2), DemoParams.Value("SecurityKey", 2, bytes)],
            [DemoParams.Constant("SID_PR", 0, 0x67), DemoParams.Echo("SecurityAccessType", 1, 1)]);
        DemoDownload.Add(this, layer);
    }

    /// <summary>Adds a service with its messages to a layer.</summary>
    internal static DiagServiceDefinition Add(DiagLayerDefinition layer, DiagServiceDefinition service, ParamDefinition[] request, ParamDefinition[] response)
    {
        service.Request = new RequestDefinition();
        service.Request.Params.AddRange(request);
        var positive = new ResponseDefinition { ResponseType = ResponseType.PosResponse };
        positive.Params.AddRange(response);
        service.PositiveResponses.Add(positive);
        layer.DiagServices.Add(service);
        return service;
    }

    /// <summary>Adds a service with its messages to the base variant.</summary>
    internal void Add(DiagServiceDefinition service, ParamDefinition[] request, ParamDefinition[] response) => Add(_base, service, request, response);

    internal DiagServiceDefinition Service(string name, string longName, string? semantic, string functionalClass)
    {
        if (!_classes.TryGetValue(functionalClass, out var shared))
        {
            _classes[functionalClass] = shared = new FunctClassDefinition { ShortName = functionalClass };
            _base.FunctClasses.Add(shared);
        }

        return new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition
            {
                ShortName = name,
                LongName = new LongNameDefinition { Value = longName },
                Semantic = semantic,
                FunctClasses = { shared },
            },
        };
    }

    internal void Require(DiagServiceDefinition service, string session) => service.DiagComm!.PreConditionStateRefs.Add(
        new PreConditionStateRefDefinition { State = _sessions.States.Single(state => state.ShortName == session) });

    private static StateChartDefinition Chart(string name, string semantic, string[] states)
    {
        var chart = new StateChartDefinition { ShortName = name, Semantic = semantic, StartStateShortNameRef = states[0] };
        chart.States.AddRange(states.Select(static state => new StateDefinition { ShortName = state }));
        chart.StateTransitions.AddRange(
            from source in states
            from target in states
            select new StateTransitionDefinition { ShortName = $"{source}_{target}", SourceShortNameRef = source, TargetShortNameRef = target });
        return chart;
    }

    private static void Causes(DiagServiceDefinition service, StateChartDefinition chart, string target) => service.DiagComm!.StateTransitionRefs.AddRange(
        chart.StateTransitions.Where(transition => transition.TargetShortNameRef == target)
            .Select(static transition => new StateTransitionRefDefinition { StateTransition = transition }));

    private void AddSessions()
    {
        for (var index = 0; index < Sessions.Length; index++)
        {
            var service = Service(Sessions[index] + "_Start", $"{Sessions[index]} session", "SESSION", "Session");
            Causes(service, _sessions, Sessions[index]);
            Causes(service, _security, "Locked");
            var milliseconds = DemoDops.Unit("MilliSecond", "ms");
            Add(
                _base,
                service,
                [DemoParams.Constant("SID_RQ", 0, 0x10), DemoParams.Constant("SessionType", 1, index + 1)],
                [
                    DemoParams.Constant("SID_PR", 0, 0x50),
                    DemoParams.Echo("SessionType", 1, 1),
                    DemoParams.Value("P2ServerMax", 2, DemoDops.Unsigned("P2", 16, milliseconds)),
                    DemoParams.Value("P2StarServerMax", 4, DemoDops.Scaled("P2Star", 16, false, 0, 10, milliseconds, 0)),
                ]);
        }
    }

    private void AddControls()
    {
        foreach (var (name, subFunction) in new[] { ("HardReset", 1), ("SoftReset", 3) })
        {
            var reset = Service(name, name == "HardReset" ? "Hard reset" : "Soft reset", null, "EcuReset");
            Causes(reset, _sessions, "Default");
            Causes(reset, _security, "Locked");
            Add(_base, reset, Request(0x11, subFunction), Response(0x51));
        }

        foreach (var (name, subFunction) in new[] { ("EnableRxAndEnableTx", 0), ("EnableRxAndDisableTx", 1), ("DisableRxAndEnableTx", 2), ("DisableRxAndDisableTx", 3) })
        {
            var control = Service(name + "_Control", name, null, "CommCtrl");
            Require(control, "Extended");
            Add(_base, control, [.. Request(0x28, subFunction), DemoParams.Constant("CommunicationType", 2, 1)], Response(0x68));
        }

        foreach (var (name, subFunction) in new[] { ("On", 1), ("Off", 2) })
        {
            var setting = Service("DTC_Setting_Mode_" + name, $"DTC setting {name}", null, "DtcSetting");
            Require(setting, "Extended");
            Add(_base, setting, Request(0x85, subFunction), Response(0xC5));
        }

        Add(_base, Service("TesterPresent", "Tester present", null, "Session"), Request(0x3E, 0), Response(0x7E));
    }

    private static ParamDefinition[] Request(byte service, int subFunction) =>
        [DemoParams.Constant("SID_RQ", 0, service), DemoParams.Constant("SubFunction", 1, subFunction)];

    private static ParamDefinition[] Response(byte service) => [DemoParams.Constant("SID_PR", 0, service), DemoParams.Echo("SubFunction", 1, 1)];
}
