using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>Answers tester present; that it came is what keeps a session alive.</summary>
public sealed class TesterPresentHandler : IUdsServiceHandler
{
    /// <inheritdoc/>
    public UdsServiceId Service => UdsServiceId.TesterPresent;

    /// <inheritdoc/>
    public Availability GetSubFunctionAvailability(byte subFunction, byte session) =>
        subFunction == 0 ? Availability.Supported : Availability.NotSupported;

    /// <inheritdoc/>
    public ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(request.Parameters.IsEmpty
            ? UdsResponse.Positive(Service, 0)
            : UdsResponse.Negative(Service, NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat));
}
