namespace Modular.Uds.Messages.Services;

/// <summary>Transfers one block.</summary>
/// <param name="BlockSequenceCounter">1 for the first block, counting up, 0 after 255.</param>
/// <param name="Data">The block; empty when the tester reads.</param>
public readonly record struct TransferDataRequest(
    byte BlockSequenceCounter,
    ReadOnlyMemory<byte> Data = default)
    : IUdsRequestMessage<TransferDataRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.TransferData;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out TransferDataRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.Parameters.Length < 1)
        {
            return false;
        }

        var parameters = request.Parameters.Span;
        message = new TransferDataRequest(parameters[0], request.Parameters[1..]);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() => UdsRequest.Join(Service, [BlockSequenceCounter], Data.Span);
}
