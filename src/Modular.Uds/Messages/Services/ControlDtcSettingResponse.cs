namespace Modular.Uds.Messages.Services;

/// <summary>The ECU has switched.</summary>
/// <param name="SettingType">As asked.</param>
public readonly record struct ControlDtcSettingResponse(byte SettingType) : IUdsResponseMessage<ControlDtcSettingResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ControlDtcSetting;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out ControlDtcSettingResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new ControlDtcSettingResponse(subFunction);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Join(Service, [SettingType], default);
}
