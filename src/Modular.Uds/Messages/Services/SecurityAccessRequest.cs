namespace Modular.Uds.Messages.Services;

/// <summary>Asks for a seed, or sends a key.</summary>
/// <param name="AccessType">Odd to ask for the seed of a level, that plus one to send its key; 1 to 126.</param>
/// <param name="Data">The key, or what the manufacturer wants with the request for a seed.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct SecurityAccessRequest(
    byte AccessType,
    ReadOnlyMemory<byte> Data = default,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<SecurityAccessRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.SecurityAccess;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out SecurityAccessRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new SecurityAccessRequest(subFunction, request.Parameters, request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() =>
        UdsRequest.CreateWithSubFunction(Service, AccessType, SuppressPositiveResponse, Data.Span);
}
