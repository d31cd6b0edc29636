namespace Modular.Uds.Messages.Services;

/// <summary>Begins a transfer to the ECU.</summary>
/// <param name="DataFormat">Compression in the high half, encryption in the low one; 0 is neither.</param>
/// <param name="Memory">Where the data goes.</param>
public readonly record struct RequestDownloadRequest(byte DataFormat, MemoryLocation Memory)
    : IUdsRequestMessage<RequestDownloadRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.RequestDownload;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out RequestDownloadRequest message)
    {
        message = default;
        var parameters = request.Parameters.Span;
        if (!request.Is(Service) || parameters.IsEmpty || !MemoryLocation.TryParse(parameters[1..], out var memory))
        {
            return false;
        }

        message = new RequestDownloadRequest(parameters[0], memory);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest()
    {
        Span<byte> parameters = stackalloc byte[1 + Memory.EncodedLength];
        parameters[0] = DataFormat;
        Memory.Write(parameters[1..]);
        return UdsRequest.Create(Service, parameters);
    }
}
