namespace Modular.Uds.Messages.Services;

/// <summary>Asks for a report on trouble codes. <see cref="DtcReports"/> builds the common ones.</summary>
/// <param name="ReportType">Kind of report, 0 to 127; see <see cref="DtcReportType"/>.</param>
/// <param name="Parameters">What the report asks for, as its kind defines.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct ReadDtcInformationRequest(
    byte ReportType,
    ReadOnlyMemory<byte> Parameters = default,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<ReadDtcInformationRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ReadDtcInformation;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out ReadDtcInformationRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new ReadDtcInformationRequest(subFunction, request.Parameters, request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() =>
        UdsRequest.CreateWithSubFunction(Service, ReportType, SuppressPositiveResponse, Parameters.Span);
}
