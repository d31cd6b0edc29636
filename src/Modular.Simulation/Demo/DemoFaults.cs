using Modular.Mdd.Authoring;

namespace Modular.Simulation.Demo;

/// <summary>The fault memory services that every ECU of the demo has.</summary>
internal static class DemoFaults
{
    private static readonly string[] StatusBits =
    [
        "testFailed", "testFailedThisOperationCycle", "pendingDTC", "confirmedDTC",
        "testNotCompletedSinceLastClear", "testFailedSinceLastClear", "testNotCompletedThisOperationCycle", "warningIndicatorRequested",
    ];

    public static void Add(DemoEcu ecu, (uint Code, string Display, string Text)[] codes)
    {
        var code = DemoDops.TroubleCodes("TroubleCodes", codes.Select(static one => new DtcDefinition
        {
            ShortName = $"DTC_{one.Display}",
            TroubleCode = one.Code,
            DisplayTroubleCode = one.Display,
            Text = new TextDefinition { Value = one.Text },
            Level = 2,
        }));
        var yesNo = DemoDops.Texts("TrueFalse", 1, (0, "false"), (1, "true"));
        var record = DemoDops.Structure("DTCRecord", [DemoParams.Value("DTCRecord", 0, code), .. Status(3, yesNo)]);
        var mileage = DemoDops.Unsigned("MileageNumber", 32, DemoDops.Unit("KiloMetre", "km"), 999_999);
        var voltage = DemoDops.Scaled("SupplyVoltage", 8, false, 0, 0.1, DemoDops.Unit("Volt", "V"), 1);
        var snapshot = DemoDops.Structure(
            "SnapshotRecord",
            DemoParams.Value("SnapshotRecordNumber", 0, DemoDops.Unsigned("SnapshotNumber", 8)),
            DemoParams.Constant("NumberOfIdentifiers", 1, 2),
            DemoParams.Constant("MileageIdentifier", 2, 0xD001, 16),
            DemoParams.Value("Mileage", 4, mileage),
            DemoParams.Constant("VoltageIdentifier", 8, 0xD002, 16),
            DemoParams.Value("Voltage", 10, voltage));
        var extended = DemoDops.Structure(
            "ExtendedDataRecord",
            DemoParams.Value("ExtendedDataRecordNumber", 0, DemoDops.Unsigned("ExtendedDataNumber", 8)),
            DemoParams.Value("OccurrenceCounter", 1, DemoDops.Unsigned("Occurrences", 8)),
            DemoParams.Value("AgingCounter", 2, DemoDops.Unsigned("Agings", 8, maximum: 40)));

        ecu.Add(
            ecu.Service("FaultMem_ReportDTCByStatusMask", "Trouble codes by status", null, "FaultMem"),
            [.. Header(0x19, 0x02), .. Status(2, yesNo)],
            [.. Answer(), .. Status(2, yesNo), DemoParams.Value("DTCAndStatusRecord", 3, DemoDops.List("DTCRecords", record, 0, 255))]);
        ecu.Add(
            ecu.Service("FaultMem_ReportDTCSnapshotRecordByDtcNumber", "Snapshots of a trouble code", null, "FaultMem"),
            [.. Header(0x19, 0x04), DemoParams.Value("DtcCode", 2, code), DemoParams.Value("DTCSnapshotRecordNr", 5, DemoDops.Unsigned("SnapshotAsked", 8))],
            [.. Answer(), DemoParams.Value("DTCAndStatusRecord", 2, record), DemoParams.Value("DTCSnapshotRecords", 6, DemoDops.List("SnapshotRecords", snapshot, 0, 8))]);
        ecu.Add(
            ecu.Service("FaultMem_ReportDTCExtDataRecordByDtcNumber", "Extended data of a trouble code", null, "FaultMem"),
            [.. Header(0x19, 0x06), DemoParams.Value("DtcCode", 2, code), DemoParams.Value("DTCExtDataRecordNr", 5, DemoDops.Unsigned("ExtendedDataAsked", 8))],
            [.. Answer(), DemoParams.Value("DTCAndStatusRecord", 2, record), DemoParams.Value("DTCExtDataRecords", 6, DemoDops.List("ExtendedDataRecords", extended, 0, 8))]);
        ecu.Add(
            ecu.Service("FaultMem_ClearDTCs", "Clear trouble codes", null, "FaultMem"),
            [DemoParams.Constant("SID_RQ", 0, 0x14), DemoParams.Value("Dtc", 1, code)],
            [DemoParams.Constant("SID_PR", 0, 0x54)]);
    }

    private static ParamDefinition[] Header(byte service, byte subFunction) =>
        [DemoParams.Constant("SID_RQ", 0, service), DemoParams.Constant("SubFunction", 1, subFunction)];

    private static ParamDefinition[] Answer() => [DemoParams.Constant("SID_PR", 0, 0x59), DemoParams.Echo("SubFunction", 1, 1)];

    private static IEnumerable<ParamDefinition> Status(uint position, DopDefinition yesNo) =>
        StatusBits.Select((name, bit) => DemoParams.Value(name, position, yesNo, (uint)bit));
}
