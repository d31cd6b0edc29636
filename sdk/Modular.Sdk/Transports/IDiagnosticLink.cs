namespace Modular.Sdk.Transports;

/// <summary>
/// A logical link to one ECU or one functional address. It outlives losses of the connection below it: a send on a
/// lost link tries to recover the connection first.
/// </summary>
/// <remarks>
/// Sends may be concurrent. There is one reader at a time. Received messages wait in a bounded queue; when it is full
/// the oldest message is dropped and counted in <see cref="DroppedMessages"/>.
/// </remarks>
public interface IDiagnosticLink : IAsyncDisposable
{
    /// <summary>Name of the ECU or functional group.</summary>
    string Name { get; }

    /// <summary>Where messages go.</summary>
    LinkAddress Address { get; }

    /// <summary>State of the connection below.</summary>
    LinkState State { get; }

    /// <summary>Messages dropped since the link was opened because nobody read them.</summary>
    long DroppedMessages { get; }

    /// <summary>Brings the connection up, or returns at once when it is up.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when a message could be sent.</returns>
    /// <exception cref="LinkException">The connection cannot be had; the cause tells the stage.</exception>
    ValueTask ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Sends one whole message and completes when the medium confirmed it.</summary>
    /// <param name="message">The diagnostic message, for example a UDS request. Not kept after completion.</param>
    /// <param name="cancellationToken">Gives up waiting; the link stays usable, the message may have left.</param>
    /// <returns>The moment from which the ECU's answering time counts.</returns>
    /// <exception cref="LinkException">The message could not be delivered.</exception>
    ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Waits for the next message.</summary>
    /// <param name="cancellationToken">Gives up; nothing is lost by that.</param>
    /// <returns>The message.</returns>
    /// <exception cref="LinkException">The connection was lost while waiting.</exception>
    ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Takes a message that has already arrived.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when none waits.</returns>
    bool TryReceive(out LinkMessage message);
}
