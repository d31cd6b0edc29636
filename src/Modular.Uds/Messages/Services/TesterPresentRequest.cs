namespace Modular.Uds.Messages.Services;

/// <summary>Tells the ECU that the tester is still there.</summary>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm.</param>
public readonly record struct TesterPresentRequest(bool SuppressPositiveResponse = false) : IUdsRequestMessage<TesterPresentRequest>
{
    private const byte ZeroSubFunction = 0;

    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.TesterPresent;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out TesterPresentRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction != ZeroSubFunction || !request.Parameters.IsEmpty)
        {
            return false;
        }

        message = new TesterPresentRequest(request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() => UdsRequest.CreateWithSubFunction(Service, ZeroSubFunction, SuppressPositiveResponse);
}
