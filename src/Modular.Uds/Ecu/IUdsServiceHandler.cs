using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>Answers the requests of one service on behalf of an ECU.</summary>
/// <remarks>
/// Called for one request at a time, except that tester present may come while another service works. What all services
/// share is checked before: session, sub-function and shortest length.
/// </remarks>
public interface IUdsServiceHandler
{
    /// <summary>The service.</summary>
    UdsServiceId Service { get; }

    /// <summary>Shortest valid request in bytes, service identifier included; a shorter one is refused with 0x13.</summary>
    int MinimumLength => Service.HasSubFunction() ? 2 : 1;

    /// <summary>Whether the service may be used.</summary>
    /// <param name="session">Active session, 1 to 127.</param>
    /// <returns>Supported unless overridden.</returns>
    Availability GetAvailability(byte session) => Availability.Supported;

    /// <summary>Whether a sub-function may be used. Asked only for services that have one.</summary>
    /// <param name="subFunction">0 to 127.</param>
    /// <param name="session">Active session, 1 to 127.</param>
    /// <returns>Supported unless overridden.</returns>
    Availability GetSubFunctionAvailability(byte subFunction, byte session) => Availability.Supported;

    /// <summary>Does what is asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">Who asks, in which session, and the way to ask for patience.</param>
    /// <param name="cancellationToken">The ECU stops, or the tester's connection is gone.</param>
    /// <returns>
    /// The response. The server drops it where the tester must not see it; the default value means no response at all.
    /// </returns>
    ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken);
}
