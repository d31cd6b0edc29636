using Modular.Uds.Messages;
using Modular.Uds.Messages.Services;

namespace Modular.Uds.Ecu;

/// <summary>Enters sessions and reports the ECU's times.</summary>
/// <param name="timing">The times it reports.</param>
/// <param name="sessions">Sessions the ECU has, each 1 to 127.</param>
public sealed class DiagnosticSessionControlHandler(UdsServerTiming timing, IReadOnlyCollection<byte> sessions) : IUdsServiceHandler
{
    /// <inheritdoc/>
    public UdsServiceId Service => UdsServiceId.DiagnosticSessionControl;

    /// <inheritdoc/>
    public Availability GetSubFunctionAvailability(byte subFunction, byte session) =>
        sessions.Contains(subFunction) ? Availability.Supported : Availability.NotSupported;

    /// <inheritdoc/>
    public ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!request.Parameters.IsEmpty)
        {
            return ValueTask.FromResult(UdsResponse.Negative(Service, NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat));
        }

        var session = request.SubFunction.GetValueOrDefault();
        context.EnterSession(session);
        var response = new DiagnosticSessionControlResponse(session, timing.P2ServerMaxMilliseconds, timing.P2StarServerMaxMilliseconds);
        return ValueTask.FromResult(response.ToResponse());
    }
}
