namespace Modular.Uds.Messages.Services;

/// <summary>One step of an authentication.</summary>
/// <param name="Task">Step, 0 to 127; see <see cref="AuthenticationTask"/>.</param>
/// <param name="Data">Parameters of the step, raw.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct AuthenticationRequest(
    byte Task,
    ReadOnlyMemory<byte> Data = default,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<AuthenticationRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.Authentication;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out AuthenticationRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new AuthenticationRequest(subFunction, request.Parameters, request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest() =>
        UdsRequest.CreateWithSubFunction(Service, Task, SuppressPositiveResponse, Data.Span);
}
