namespace Modular.Uds.Messages.Services;

/// <summary>The transfer has ended.</summary>
/// <param name="Data">What the manufacturer reports, for example a checksum.</param>
public readonly record struct RequestTransferExitResponse(
    ReadOnlyMemory<byte> Data = default)
    : IUdsResponseMessage<RequestTransferExitResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.RequestTransferExit;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out RequestTransferExitResponse message)
    {
        message = default;
        if (!response.Confirms(Service))
        {
            return false;
        }

        message = new RequestTransferExitResponse(response.Parameters);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Positive(Service, Data.Span);
}
