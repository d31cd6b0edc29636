using Modular.Sdk.Transports;

namespace Modular.Sdk.Protocols;

/// <summary>
/// Exchanges requests and responses with one ECU or one functional group. Exchanges that expect an answer run one
/// after the other in order of arrival; a send without answer may come between.
/// </summary>
public interface IProtocolChannel : IAsyncDisposable
{
    /// <summary>The link below, for its name, address and state.</summary>
    IDiagnosticLink Link { get; }

    /// <summary>Sends a request and waits for its final answer. Pending and busy answers are handled inside.</summary>
    /// <param name="request">The raw request. Not kept after completion.</param>
    /// <param name="options">How this one exchange differs from the channel's communication parameters.</param>
    /// <param name="cancellationToken">Gives up; the channel stays usable and a late answer is discarded.</param>
    /// <returns>Positive, negative, silent or not expected; all of them are values.</returns>
    /// <exception cref="LinkException">The link failed.</exception>
    ValueTask<ExchangeOutcome> ExchangeAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken);

    /// <summary>Sends a request once and streams the final answer of every ECU until the window closes.</summary>
    /// <param name="request">The raw request.</param>
    /// <param name="options">How this one exchange differs from the channel's communication parameters.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Outcomes as they come, each with the source address; none for ECUs that stay silent.</returns>
    /// <exception cref="LinkException">The link failed.</exception>
    IAsyncEnumerable<ExchangeOutcome> ExchangeFunctionalAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken);
}
