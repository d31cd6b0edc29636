namespace Modular.Uds.Messages.Services;

/// <summary>Asks the ECU to restart.</summary>
/// <param name="ResetType">Kind of reset, 0 to 127; see <see cref="Services.ResetType"/>.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct EcuResetRequest(
    byte ResetType,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<EcuResetRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.EcuReset;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out EcuResetRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction || request.Parameters.Length != 0)
        {
            return false;
        }

        message = new EcuResetRequest(subFunction, request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() =>
        UdsRequest.CreateWithSubFunction(Service, ResetType, SuppressPositiveResponse);
}
