namespace Modular.Uds.Ecu;

/// <summary>Takes a response to the tester that sent the request.</summary>
/// <param name="response">The message. Not kept after completion.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>Completes when the medium took the message.</returns>
public delegate ValueTask UdsResponder(ReadOnlyMemory<byte> response, CancellationToken cancellationToken);
