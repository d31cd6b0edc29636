namespace Modular.Uds.Messages.Services;

/// <summary>The ECU has noticed the tester.</summary>
public readonly record struct TesterPresentResponse : IUdsResponseMessage<TesterPresentResponse>
{
    private const byte ZeroSubFunction = 0;

    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.TesterPresent;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out TesterPresentResponse message)
    {
        message = default;
        return response.Confirms(Service) && response.SubFunction == ZeroSubFunction;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Positive(Service, ZeroSubFunction);
}
