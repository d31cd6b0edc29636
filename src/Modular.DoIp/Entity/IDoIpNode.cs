using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>An ECU behind a DoIP entity: the entity itself, or one it is a gateway for.</summary>
public interface IDoIpNode
{
    /// <summary>Logical address of the ECU.</summary>
    ushort LogicalAddress { get; }

    /// <summary>Functional addresses the ECU listens to besides its own.</summary>
    IReadOnlyCollection<ushort> FunctionalAddresses { get; }

    /// <summary>Decides whether a message can be taken over. Called on the connection's loop; must not block.</summary>
    /// <param name="request">The message.</param>
    /// <returns>Null to take it over, or the code to refuse it with, for example that the ECU is not reachable.</returns>
    DiagnosticMessageNegativeAcknowledgementCode? Refuse(DoIpNodeRequest request) => null;

    /// <summary>Handles a message that was taken over, and answers through it: never, once, or several times, now or later.</summary>
    /// <param name="request">The message; it may be kept and answered after the method has returned.</param>
    /// <param name="cancellationToken">The server stops.</param>
    /// <returns>
    /// Completes when the ECU is ready for its next message. Messages of one ECU are handled one at a time in the order of their
    /// arrival; an ECU that wants to see the next one while it still works returns early.
    /// </returns>
    ValueTask HandleAsync(DoIpNodeRequest request, CancellationToken cancellationToken);
}
