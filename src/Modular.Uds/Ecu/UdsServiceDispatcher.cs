using System.Collections.Frozen;
using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>Gives each request to the handler of its service, once what all services share is checked.</summary>
/// <remarks>
/// Refuses, in this order: a service that does not exist (0x11) or not in this session (0x7F), a missing sub-function
/// (0x13), one that does not exist (0x12) or not in this session (0x7E), a request that is too short (0x13).
/// </remarks>
public sealed class UdsServiceDispatcher : IUdsApplication
{
    private readonly FrozenDictionary<UdsServiceId, IUdsServiceHandler> _handlers;

    /// <summary>Creates a dispatcher.</summary>
    /// <param name="handlers">One per service.</param>
    /// <exception cref="ArgumentException">Two handlers are for the same service.</exception>
    public UdsServiceDispatcher(params IEnumerable<IUdsServiceHandler> handlers)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        _handlers = handlers.ToDictionary(handler => handler.Service).ToFrozenDictionary();
    }

    /// <inheritdoc/>
    public ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_handlers.TryGetValue(request.Service, out var handler))
        {
            return Refuse(request, NegativeResponseCode.ServiceNotSupported);
        }

        return Check(request, handler, context.Session) is { } code
            ? Refuse(request, code)
            : handler.HandleAsync(request, context, cancellationToken);
    }

    private static NegativeResponseCode? Check(UdsRequest request, IUdsServiceHandler handler, byte session)
    {
        var availability = handler.GetAvailability(session);
        if (availability != Availability.Supported)
        {
            return availability == Availability.NotSupported
                ? NegativeResponseCode.ServiceNotSupported
                : NegativeResponseCode.ServiceNotSupportedInActiveSession;
        }

        if (request.Service.HasSubFunction())
        {
            if (request.SubFunction is not { } subFunction)
            {
                return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
            }

            availability = handler.GetSubFunctionAvailability(subFunction, session);
            if (availability != Availability.Supported)
            {
                return availability == Availability.NotSupported
                    ? NegativeResponseCode.SubFunctionNotSupported
                    : NegativeResponseCode.SubFunctionNotSupportedInActiveSession;
            }
        }

        return request.Bytes.Length < handler.MinimumLength ? NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat : null;
    }

    private static ValueTask<UdsResponse> Refuse(UdsRequest request, NegativeResponseCode code) =>
        ValueTask.FromResult(UdsResponse.Negative(request.Service, code));
}
