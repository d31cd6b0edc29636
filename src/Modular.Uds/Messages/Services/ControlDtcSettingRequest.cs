namespace Modular.Uds.Messages.Services;

/// <summary>Switches the storing of trouble codes.</summary>
/// <param name="SettingType">On or off, 0 to 127; see <see cref="DtcSettingType"/>.</param>
/// <param name="OptionRecord">Which trouble codes, as the manufacturer defines.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct ControlDtcSettingRequest(
    byte SettingType,
    ReadOnlyMemory<byte> OptionRecord = default,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<ControlDtcSettingRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ControlDtcSetting;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out ControlDtcSettingRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new ControlDtcSettingRequest(subFunction, request.Parameters, request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() =>
        UdsRequest.CreateWithSubFunction(Service, SettingType, SuppressPositiveResponse, OptionRecord.Span);
}
