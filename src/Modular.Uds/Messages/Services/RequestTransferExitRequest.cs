namespace Modular.Uds.Messages.Services;

/// <summary>Ends a transfer.</summary>
/// <param name="Data">What the manufacturer wants, for example a checksum.</param>
public readonly record struct RequestTransferExitRequest(
    ReadOnlyMemory<byte> Data = default)
    : IUdsRequestMessage<RequestTransferExitRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.RequestTransferExit;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out RequestTransferExitRequest message)
    {
        message = default;
        if (!request.Is(Service))
        {
            return false;
        }

        message = new RequestTransferExitRequest(request.Parameters);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() => UdsRequest.Create(Service, Data.Span);
}
