namespace Modular.Uds.Messages.Services;

/// <summary>Builds requests for the common reports on trouble codes.</summary>
public static class DtcReports
{
    /// <summary>Record number that asks for all records of a trouble code.</summary>
    public const byte AllRecords = 0xFF;

    /// <summary>Asks how many trouble codes match.</summary>
    /// <param name="mask">A code matches when it has one of these bits.</param>
    /// <returns>The request; its response is read by <see cref="DtcCountReport"/>.</returns>
    public static ReadDtcInformationRequest NumberByStatusMask(DtcStatus mask) =>
        new(DtcReportType.NumberByStatusMask, new[] { (byte)mask });

    /// <summary>Asks for the trouble codes that match.</summary>
    /// <param name="mask">A code matches when it has one of these bits.</param>
    /// <returns>The request; its response is read by <see cref="DtcListReport"/>.</returns>
    public static ReadDtcInformationRequest ByStatusMask(DtcStatus mask) =>
        new(DtcReportType.ByStatusMask, new[] { (byte)mask });

    /// <summary>Asks for all trouble codes the ECU knows.</summary>
    /// <returns>The request; its response is read by <see cref="DtcListReport"/>.</returns>
    public static ReadDtcInformationRequest Supported() => new(DtcReportType.Supported);

    /// <summary>Asks for snapshots of one trouble code.</summary>
    /// <param name="dtc">The code.</param>
    /// <param name="recordNumber">One record, or <see cref="AllRecords"/>.</param>
    /// <returns>The request; its response is read by <see cref="DtcRecordsReport"/>.</returns>
    public static ReadDtcInformationRequest Snapshots(Dtc dtc, byte recordNumber = AllRecords) =>
        OfDtc(DtcReportType.SnapshotByDtcNumber, dtc, recordNumber);

    /// <summary>Asks for extended data of one trouble code.</summary>
    /// <param name="dtc">The code.</param>
    /// <param name="recordNumber">One record, or <see cref="AllRecords"/>.</param>
    /// <returns>The request; its response is read by <see cref="DtcRecordsReport"/>.</returns>
    public static ReadDtcInformationRequest ExtendedData(Dtc dtc, byte recordNumber = AllRecords) =>
        OfDtc(DtcReportType.ExtendedDataByDtcNumber, dtc, recordNumber);

    private static ReadDtcInformationRequest OfDtc(byte reportType, Dtc dtc, byte recordNumber)
    {
        var parameters = new byte[4];
        UInt24.Write(parameters, dtc.Value);
        parameters[3] = recordNumber;
        return new ReadDtcInformationRequest(reportType, parameters);
    }
}
