namespace Modular.Sdk.Protocols;

/// <summary>
/// Capability: sees every request to an ECU and every answer, and may deny or change it. For filters and test rigs below
/// the named services. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Called by the diagnostic tester between database and protocol, also for variant detection and tester present;
/// repeats and "response pending" stay inside the protocol and are not seen. Requests pass the interceptors by rising
/// <see cref="Order"/>, answers by falling order. An exception fails the exchange and nothing else. Time spent here is the
/// ECU's turn: stay within microseconds, or accept that others wait.
/// </remarks>
public interface IPduInterceptor
{
    /// <summary>Place among the interceptors, lowest first; equal ones in the order of their publication.</summary>
    int Order { get; }

    /// <summary>A request is about to be sent.</summary>
    /// <param name="pdu">The request.</param>
    /// <param name="cancellationToken">The exchange was given up.</param>
    /// <returns>
    /// Pass, deny, or a changed request. It must keep the service identifier and must not have a graver effect: rights and
    /// safety were decided for the original.
    /// </returns>
    ValueTask<PduVerdict> OnRequestAsync(InterceptedPdu pdu, CancellationToken cancellationToken);

    /// <summary>A final answer came, positive or negative. Not called for silence.</summary>
    /// <param name="pdu">The request as sent, and the answer.</param>
    /// <param name="cancellationToken">The exchange was given up.</param>
    /// <returns>Pass, deny, or a changed answer.</returns>
    ValueTask<PduVerdict> OnResponseAsync(InterceptedPdu pdu, CancellationToken cancellationToken);
}
