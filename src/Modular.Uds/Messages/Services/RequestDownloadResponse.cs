namespace Modular.Uds.Messages.Services;

/// <summary>The ECU is ready for a transfer.</summary>
/// <param name="MaxNumberOfBlockLength">
/// Longest TransferData request in bytes, service identifier and counter included; so a block holds two bytes less.
/// </param>
/// <param name="LengthBytes">In how many bytes the length is written, 1 to 8; 0 for as few as possible.</param>
public readonly record struct RequestDownloadResponse(ulong MaxNumberOfBlockLength, int LengthBytes = 0)
    : IUdsResponseMessage<RequestDownloadResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.RequestDownload;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out RequestDownloadResponse message)
    {
        message = default;
        var parameters = response.Parameters.Span;
        if (!response.Confirms(Service) || parameters.IsEmpty)
        {
            return false;
        }

        var length = parameters[0] >> 4;
        if (length is 0 or > BigEndianNumber.MaxLength || parameters.Length < 1 + length)
        {
            return false;
        }

        message = new RequestDownloadResponse(BigEndianNumber.Read(parameters.Slice(1, length)), length);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse()
    {
        var shortest = BigEndianNumber.LengthOf(MaxNumberOfBlockLength);
        var length = LengthBytes == 0 ? shortest : LengthBytes;
        ArgumentOutOfRangeException.ThrowIfLessThan(length, shortest, nameof(LengthBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, BigEndianNumber.MaxLength, nameof(LengthBytes));
        Span<byte> parameters = stackalloc byte[1 + length];
        parameters[0] = (byte)(length << 4);
        BigEndianNumber.Write(parameters[1..], MaxNumberOfBlockLength);
        return UdsResponse.Positive(Service, parameters);
    }
}
