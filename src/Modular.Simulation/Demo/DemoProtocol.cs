using System.Globalization;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Simulation.Demo;

/// <summary>The protocol of the demo vehicle, with all communication parameters that a tester needs.</summary>
internal sealed class DemoProtocol
{
    /// <summary>Short name of the protocol.</summary>
    public const string Name = "UDS_Ethernet_DoIP_DOBT";

    private const string StackName = "ISO_14229_5_on_ISO_13400_2";

    private readonly ComParamDefinition _gatewayAddress;
    private readonly ComParamDefinition _functionalAddress;
    private readonly ComParamDefinition _responseTable;

    public DemoProtocol()
    {
        var number = DemoDops.Unsigned("Number", 32);
        var switchText = DemoDops.Texts("Handling", 32, (0, "Disabled"), (1, "Continue until RC21 timeout"), (2, "Continue unlimited"));
        var waitText = DemoDops.Texts("WaitHandling", 32, (0, "Disabled"), (1, "Continue until RC78 timeout"), (2, "Continue unlimited"));
        // Durations are whole microseconds; the unit's factor to seconds says so.
        var microseconds = DemoDops.Unsigned("Microseconds", 32, new UnitDefinition { ShortName = "MicroSecond", DisplayName = "µs", FactorSiToUnit = 1e-6, OffsetSiToUnit = 0 });
        var name = DemoDops.ToEnd("LayerName", DataType.AAsciiString, 1, 128);

        _gatewayAddress = Regular("CP_DoIPLogicalGatewayAddress", "UNIQUE_ID", "1", number);
        _functionalAddress = Regular("CP_DoIPLogicalFunctionalAddress", "COM", "58368", number);
        _responseTable = new ComParamDefinition
        {
            ShortName = "CP_UniqueRespIdTable",
            ParamClass = "UNIQUE_ID",
            Usage = ComParamUsage.EcuComm,
            SpecificData = new ComplexComParamDefinition
            {
                AllowMultipleValues = true,
                ComParams =
                {
                    Regular("CP_DoIPLogicalEcuAddress", "UNIQUE_ID", "1", number),
                    Regular("CP_DoIPSecondaryLogicalECUResponseAddress", "UNIQUE_ID", "0", number),
                    Regular("CP_ECULayerShortName", "UNIQUE_ID", "None", name),
                },
            },
        };

        var doIp = new ComParamSubSetDefinition
        {
            ComParams =
            {
                _gatewayAddress,
                _functionalAddress,
                Regular("CP_DoIPLogicalTesterAddress", "COM", "3584", number),
                Regular("CP_DoIPDiagnosticAckTimeout", "TIMING", "500000", microseconds),
                Regular("CP_DoIPRoutingActivationTimeout", "TIMING", "1000000", microseconds),
                Regular("CP_DoIPRetryPeriod", "TIMING", "200000", microseconds),
                Regular("CP_DoIPNumberOfRetries", "COM", "2", number),
                Regular("CP_RepeatReqCountTrans", "COM", "1", number),
            },
            ComplexComParams = { _responseTable },
        };
        var uds = new ComParamSubSetDefinition
        {
            ComParams =
            {
                Regular("CP_P2Max", "TIMING", "150000", microseconds),
                Regular("CP_P2Star", "TIMING", "5000000", microseconds),
                Regular("CP_P6Max", "TIMING", "500000", microseconds),
                Regular("CP_P6Star", "TIMING", "5500000", microseconds),
                Regular("CP_RC21Handling", "ERRHDL", "Continue until RC21 timeout", switchText),
                Regular("CP_RC21CompletionTimeout", "ERRHDL", "2000000", microseconds),
                Regular("CP_RC21RequestTime", "ERRHDL", "100000", microseconds),
                Regular("CP_RC78Handling", "ERRHDL", "Continue until RC78 timeout", waitText),
                Regular("CP_RC78CompletionTimeout", "ERRHDL", "30000000", microseconds),
            },
        };
        Layer = new ProtocolDefinition
        {
            DiagLayer = new DiagLayerDefinition { ShortName = Name },
            ComParamSpec = new ComParamSpecDefinition
            {
                ProtStacks =
                {
                    new ProtStackDefinition
                    {
                        ShortName = StackName,
                        PduProtocolType = StackName,
                        PhysicalLinkType = "IEEE_802_3",
                        ComParamSubSets = { uds, doIp },
                    },
                },
            },
        };
        Layer.ProtStack = Layer.ComParamSpec.ProtStacks[0];
    }

    /// <summary>The protocol's layer.</summary>
    public ProtocolDefinition Layer { get; }

    /// <summary>Reference from a layer that uses the protocol.</summary>
    public ParentRefDefinition Parent => new() { Parent = Layer };

    /// <summary>Says where an ECU is.</summary>
    /// <param name="layer">Its base variant or a functional group.</param>
    /// <param name="gateway">Logical address of the gateway.</param>
    /// <param name="ecu">Logical address of the ECU; null for a group.</param>
    /// <param name="functional">Functional address.</param>
    public void Address(DiagLayerDefinition layer, ushort gateway, ushort? ecu, ushort functional)
    {
        layer.ComParamRefs.Add(Set(_gatewayAddress, gateway));
        layer.ComParamRefs.Add(Set(_functionalAddress, functional));
        if (ecu is { } address)
        {
            layer.ComParamRefs.Add(new ComParamRefDefinition
            {
                ComParam = _responseTable,
                Protocol = Layer,
                ComplexValue = new ComplexValueDefinition { Entries = { Value($"{address}"), Value("0"), Value(layer.ShortName!) } },
            });
        }
    }

    private static SimpleValueDefinition Value(string value) => new() { Value = value };

    private static ComParamDefinition Regular(string name, string paramClass, string defaultValue, DopDefinition dop) => new()
    {
        ShortName = name,
        ParamClass = paramClass,
        Usage = ComParamUsage.Tester,
        SpecificData = new RegularComParamDefinition { PhysicalDefaultValue = defaultValue, Dop = dop },
    };

    private ComParamRefDefinition Set(ComParamDefinition comParam, ushort value) => new()
    {
        ComParam = comParam,
        Protocol = Layer,
        SimpleValue = Value(value.ToString(CultureInfo.InvariantCulture)),
    };
}
