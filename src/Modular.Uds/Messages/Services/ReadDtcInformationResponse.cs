namespace Modular.Uds.Messages.Services;

/// <summary>A report on trouble codes. <see cref="DtcReports"/> reads the common ones.</summary>
/// <param name="ReportType">Kind of report, as asked.</param>
/// <param name="Parameters">The report.</param>
public readonly record struct ReadDtcInformationResponse(
    byte ReportType,
    ReadOnlyMemory<byte> Parameters = default)
    : IUdsResponseMessage<ReadDtcInformationResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ReadDtcInformation;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out ReadDtcInformationResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new ReadDtcInformationResponse(subFunction, response.Parameters);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Join(Service, [ReportType], Parameters.Span);
}
