using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Simulation.Demo;

/// <summary>The services that bring new software into the boot loader.</summary>
internal static class DemoDownload
{
    public static void Add(DemoEcu ecu, DiagLayerDefinition layer)
    {
        var number = DemoDops.Unsigned("Number8", 8);
        var address = DemoDops.Bytes("Bytes4", 4);
        DemoEcu.Add(
            layer,
            Service("RequestDownload", "Begin a download"),
            [
                DemoParams.Constant("SID_RQ", 0, 0x34),
                DemoParams.Value("DataFormatIdentifier", 1, number),
                DemoParams.Value("AddressAndLengthFormatIdentifier", 2, number),
                DemoParams.Value("MemoryAddress", 3, address),
                DemoParams.Value("MemorySize", 7, address),
            ],
            [
                DemoParams.Constant("SID_PR", 0, 0x74),
                DemoParams.Value("LengthFormatIdentifier", 1, number),
                DemoParams.Value("MaxNumberOfBlockLength", 2, DemoDops.Unsigned("Number32", 32)),
            ]);
        DemoEcu.Add(
            layer,
            Service("TransferData", "Transfer a block"),
            [
                DemoParams.Constant("SID_RQ", 0, 0x36),
                DemoParams.Value("BlockSequenceCounter", 1, number),
                DemoParams.Value("TransferRequestParameterRecord", 2, DemoDops.ToEnd("Block", DataType.AByteField, 0, 4_000_000)),
            ],
            [DemoParams.Constant("SID_PR", 0, 0x76), DemoParams.Echo("BlockSequenceCounter", 1, 1)]);
        DemoEcu.Add(
            layer,
            Service("TransferExit", "End a download"),
            [DemoParams.Constant("SID_RQ", 0, 0x37)],
            [DemoParams.Constant("SID_PR", 0, 0x77)]);

        DiagServiceDefinition Service(string name, string longName) => ecu.Service(name, longName, null, "flash_download_upload");
    }
}
