namespace Modular.Uds.Messages.Services;

/// <summary>The trouble codes are cleared.</summary>
public readonly record struct ClearDiagnosticInformationResponse : IUdsResponseMessage<ClearDiagnosticInformationResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ClearDiagnosticInformation;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out ClearDiagnosticInformationResponse message)
    {
        message = default;
        return response.Confirms(Service);
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Positive(Service);
}
