namespace Modular.Uds.Messages.Services;

/// <summary>What is stored with one trouble code: the reports 0x04 and 0x06.</summary>
/// <param name="Dtc">The code and its status.</param>
/// <param name="Records">Record numbers and contents, raw: their lengths are known to the ECU's description alone.</param>
public readonly record struct DtcRecordsReport(DtcWithStatus Dtc, ReadOnlyMemory<byte> Records)
{
    private const int HeaderLength = 4;

    /// <summary>Reads the report.</summary>
    /// <param name="response">A response of one of these reports.</param>
    /// <param name="report">The report.</param>
    /// <returns>False when the response is too short.</returns>
    public static bool TryParse(ReadDtcInformationResponse response, out DtcRecordsReport report)
    {
        report = default;
        var source = response.Parameters.Span;
        if (source.Length < HeaderLength)
        {
            return false;
        }

        report = new DtcRecordsReport(
            new DtcWithStatus(new Dtc(UInt24.Read(source)), (DtcStatus)source[3]), response.Parameters[HeaderLength..]);
        return true;
    }

    /// <summary>Writes the report.</summary>
    /// <param name="reportType">Kind of report, as asked.</param>
    /// <returns>The response.</returns>
    public ReadDtcInformationResponse ToResponse(byte reportType)
    {
        var bytes = new byte[HeaderLength + Records.Length];
        UInt24.Write(bytes, Dtc.Dtc.Value);
        bytes[3] = (byte)Dtc.Status;
        Records.Span.CopyTo(bytes.AsSpan(HeaderLength));
        return new ReadDtcInformationResponse(reportType, bytes);
    }
}
