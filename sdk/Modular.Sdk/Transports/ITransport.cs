namespace Modular.Sdk.Transports;

/// <summary>
/// Capability: a medium that carries whole diagnostic messages between tester and ECUs. Several plugins may provide it.
/// Safe for concurrent use.
/// </summary>
/// <remarks>
/// A byte-level contract: only primitives, memory and records cross it, so that the same plugin can run in a worker
/// process.
/// </remarks>
public interface ITransport
{
    /// <summary>Short lower-case name, for example <c>doip</c>.</summary>
    string Name { get; }

    /// <summary>What this medium can do.</summary>
    TransportCapabilities Capabilities { get; }

    /// <summary>The nodes known now: discovered ones and those of the configuration that were reached.</summary>
    IReadOnlyList<TransportNode> Nodes { get; }

    /// <summary>Whether the communication parameters describe something this transport can open a link to.</summary>
    /// <param name="parameters">The link that is wanted.</param>
    /// <returns>True when <see cref="OpenAsync"/> would try.</returns>
    bool Supports(LinkParameters parameters);

    /// <summary>
    /// Opens a logical link to one ECU or one functional address. Cheap: the medium is touched by the first send, or
    /// by <see cref="IDiagnosticLink.ConnectAsync"/>.
    /// </summary>
    /// <param name="parameters">Where to, and with which communication parameters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The link; the caller disposes it.</returns>
    /// <exception cref="LinkException">A communication parameter is missing or out of range.</exception>
    ValueTask<IDiagnosticLink> OpenAsync(LinkParameters parameters, CancellationToken cancellationToken);

    /// <summary>Looks for nodes once and returns all that answered within the transport's window.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The nodes that answered; <see cref="Nodes"/> holds them as well.</returns>
    ValueTask<IReadOnlyList<TransportNode>> DiscoverAsync(CancellationToken cancellationToken);

    /// <summary>Streams what happens from now on: nodes found, connections lost and recovered, refusals.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The events. A reader too slow loses the oldest ones; the count of losses is in the next event.</returns>
    IAsyncEnumerable<TransportEvent> WatchAsync(CancellationToken cancellationToken);
}
