namespace Modular.Uds.Messages.Services;

/// <summary>The ECU will restart.</summary>
/// <param name="ResetType">Kind of reset, as asked.</param>
/// <param name="PowerDownTimeSeconds">
/// Shortest time the ECU stays off, in seconds; 255 when it does not know. Only for rapid power shut down, else null.
/// </param>
public readonly record struct EcuResetResponse(
    byte ResetType,
    byte? PowerDownTimeSeconds = null)
    : IUdsResponseMessage<EcuResetResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.EcuReset;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out EcuResetResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction)
        {
            return false;
        }

        var parameters = response.Parameters.Span;
        message = new EcuResetResponse(subFunction, parameters.Length > 0 ? parameters[0] : null);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => PowerDownTimeSeconds is { } last
        ? UdsResponse.Positive(Service, ResetType, last)
        : UdsResponse.Positive(Service, ResetType);
}
