using System.Buffers.Binary;
using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>Enters sessions and reports the ECU's times.</summary>
/// <param name="timing">The times it reports.</param>
/// <param name="sessions">Sessions the ECU has, each 1 to 127.</param>
public sealed class DiagnosticSessionControlHandler(UdsServerTiming timing, IReadOnlyCollection<byte> sessions) : IUdsServiceHandler
{
    private const int P2StarResolutionMilliseconds = 10;

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
        Span<byte> record = stackalloc byte[5];
        record[0] = session;
        BinaryPrimitives.WriteUInt16BigEndian(record[1..], (ushort)timing.P2ServerMaxMilliseconds);
        BinaryPrimitives.WriteUInt16BigEndian(record[3..], (ushort)(timing.P2StarServerMaxMilliseconds / P2StarResolutionMilliseconds));
        return ValueTask.FromResult(UdsResponse.Positive(Service, record));
    }
}
