namespace Modular.Uds.Messages.Services;

/// <summary>Clears trouble codes.</summary>
/// <param name="GroupOfDtc">One trouble code or a group of them, 0 to 0xFFFFFF; 0xFFFFFF is all.</param>
/// <param name="MemorySelection">A fault memory of the user, or null for the ordinary one.</param>
public readonly record struct ClearDiagnosticInformationRequest(
    uint GroupOfDtc,
    byte? MemorySelection = null)
    : IUdsRequestMessage<ClearDiagnosticInformationRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ClearDiagnosticInformation;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out ClearDiagnosticInformationRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.Parameters.Length is not (3 or 4))
        {
            return false;
        }

        var parameters = request.Parameters.Span;
        message = new ClearDiagnosticInformationRequest(UInt24.Read(parameters), parameters.Length > 3 ? parameters[3] : null);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest()
    {
        Span<byte> head = stackalloc byte[3];
        UInt24.Write(head, GroupOfDtc);
        return MemorySelection is { } last ? UdsRequest.Join(Service, head, [last]) : UdsRequest.Join(Service, head, default);
    }
}
