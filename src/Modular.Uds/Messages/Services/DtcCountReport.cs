using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>How many trouble codes match: the reports 0x01, 0x07, 0x11 and 0x12.</summary>
/// <param name="AvailabilityMask">Status bits the ECU supports.</param>
/// <param name="Format">Format of the codes; 1 is that of ISO 14229-1.</param>
/// <param name="Count">Number of codes.</param>
public readonly record struct DtcCountReport(DtcStatus AvailabilityMask, byte Format, ushort Count)
{
    private const int Length = 4;

    /// <summary>Reads the report.</summary>
    /// <param name="response">A response of one of these reports.</param>
    /// <param name="report">The report.</param>
    /// <returns>False when the response is too short.</returns>
    public static bool TryParse(ReadDtcInformationResponse response, out DtcCountReport report)
    {
        report = default;
        var source = response.Parameters.Span;
        if (source.Length < Length)
        {
            return false;
        }

        report = new DtcCountReport((DtcStatus)source[0], source[1], BinaryPrimitives.ReadUInt16BigEndian(source[2..]));
        return true;
    }

    /// <summary>Writes the report.</summary>
    /// <param name="reportType">Kind of report, as asked.</param>
    /// <returns>The response.</returns>
    public ReadDtcInformationResponse ToResponse(byte reportType) =>
        new(reportType, new[] { (byte)AvailabilityMask, Format, (byte)(Count >> 8), (byte)Count });
}
