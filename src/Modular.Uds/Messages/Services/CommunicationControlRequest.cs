namespace Modular.Uds.Messages.Services;

/// <summary>Switches sending and receiving of the ECU's normal messages.</summary>
/// <param name="ControlType">What to do, 0 to 127; see <see cref="CommunicationControlType"/>.</param>
/// <param name="CommunicationType">Which messages and subnets.</param>
/// <param name="Parameters">A node's number, or what a manufacturer's own control type wants.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct CommunicationControlRequest(
    byte ControlType,
    byte CommunicationType,
    ReadOnlyMemory<byte> Parameters = default,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<CommunicationControlRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.CommunicationControl;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out CommunicationControlRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction || request.Parameters.Length < 1)
        {
            return false;
        }

        var parameters = request.Parameters.Span;
        message = new CommunicationControlRequest(subFunction, parameters[0], request.Parameters[1..], request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() => UdsRequest.Join(
        Service, [SubFunctionByte.Encode(ControlType, SuppressPositiveResponse), CommunicationType], Parameters.Span);
}
