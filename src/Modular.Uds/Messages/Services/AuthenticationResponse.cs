namespace Modular.Uds.Messages.Services;

/// <summary>The ECU took the step.</summary>
/// <param name="Task">As asked.</param>
/// <param name="ReturnValue">Result of the step.</param>
/// <param name="Data">Parameters of the step, raw.</param>
public readonly record struct AuthenticationResponse(
    byte Task,
    byte ReturnValue,
    ReadOnlyMemory<byte> Data = default)
    : IUdsResponseMessage<AuthenticationResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.Authentication;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out AuthenticationResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction || response.Parameters.Length < 1)
        {
            return false;
        }

        var parameters = response.Parameters.Span;
        message = new AuthenticationResponse(subFunction, parameters[0], response.Parameters[1..]);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Join(Service, [Task, ReturnValue], Data.Span);
}
