namespace Modular.Uds.Messages.Services;

/// <summary>Trouble codes with status: the reports 0x02, 0x0A to 0x0F, 0x13 and 0x15.</summary>
/// <param name="AvailabilityMask">Status bits the ECU supports.</param>
/// <param name="Dtcs">The codes.</param>
public sealed record DtcListReport(DtcStatus AvailabilityMask, IReadOnlyList<DtcWithStatus> Dtcs)
{
    private const int EntryLength = 4;

    /// <summary>Reads the report. Zeros at the end are padding of the transport, no codes.</summary>
    /// <param name="response">A response of one of these reports.</param>
    /// <param name="report">The report, or null.</param>
    /// <returns>False when the response is too short or ends in the middle of a code.</returns>
    public static bool TryParse(ReadDtcInformationResponse response, out DtcListReport? report)
    {
        report = null;
        var source = response.Parameters.Span;
        if (source.IsEmpty)
        {
            return false;
        }

        var mask = (DtcStatus)source[0];
        var dtcs = new List<DtcWithStatus>((source.Length - 1) / EntryLength);
        for (source = source[1..]; source.ContainsAnyExcept((byte)0); source = source[EntryLength..])
        {
            if (source.Length < EntryLength)
            {
                return false;
            }

            var entry = new DtcWithStatus(new Dtc(UInt24.Read(source)), (DtcStatus)source[3]);
            if (entry != default)
            {
                dtcs.Add(entry);
            }
        }

        report = new DtcListReport(mask, dtcs);
        return true;
    }

    /// <summary>Writes the report.</summary>
    /// <param name="reportType">Kind of report, as asked.</param>
    /// <returns>The response.</returns>
    public ReadDtcInformationResponse ToResponse(byte reportType)
    {
        var bytes = new byte[1 + (Dtcs.Count * EntryLength)];
        bytes[0] = (byte)AvailabilityMask;
        for (var i = 0; i < Dtcs.Count; i++)
        {
            var entry = bytes.AsSpan(1 + (i * EntryLength), EntryLength);
            UInt24.Write(entry, Dtcs[i].Dtc.Value);
            entry[3] = (byte)Dtcs[i].Status;
        }

        return new ReadDtcInformationResponse(reportType, bytes);
    }
}
