namespace Modular.Uds.Messages.Services;

/// <summary>Asks for a diagnostic session.</summary>
/// <param name="Session">Session, 1 to 127; see <see cref="DiagnosticSession"/>.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct DiagnosticSessionControlRequest(
    byte Session,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<DiagnosticSessionControlRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.DiagnosticSessionControl;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out DiagnosticSessionControlRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction || request.Parameters.Length != 0)
        {
            return false;
        }

        message = new DiagnosticSessionControlRequest(subFunction, request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() =>
        UdsRequest.CreateWithSubFunction(Service, Session, SuppressPositiveResponse);
}
