namespace Modular.Uds.Messages.Services;

/// <summary>The block has arrived, or here it is.</summary>
/// <param name="BlockSequenceCounter">As asked.</param>
/// <param name="Data">The block when the tester reads, or what the manufacturer reports.</param>
public readonly record struct TransferDataResponse(
    byte BlockSequenceCounter,
    ReadOnlyMemory<byte> Data = default)
    : IUdsResponseMessage<TransferDataResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.TransferData;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out TransferDataResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.Parameters.Length < 1)
        {
            return false;
        }

        var parameters = response.Parameters.Span;
        message = new TransferDataResponse(parameters[0], response.Parameters[1..]);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Join(Service, [BlockSequenceCounter], Data.Span);
}
