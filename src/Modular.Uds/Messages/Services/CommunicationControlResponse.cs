namespace Modular.Uds.Messages.Services;

/// <summary>The ECU has switched.</summary>
/// <param name="ControlType">As asked.</param>
public readonly record struct CommunicationControlResponse(byte ControlType) : IUdsResponseMessage<CommunicationControlResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.CommunicationControl;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out CommunicationControlResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new CommunicationControlResponse(subFunction);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Join(Service, [ControlType], default);
}
