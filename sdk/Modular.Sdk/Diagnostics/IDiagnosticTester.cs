namespace Modular.Sdk.Diagnostics;

/// <summary>
/// Capability: the diagnostic core. It knows the ECUs of the vehicle by name, what their databases describe, and how to
/// talk to them. Safe for concurrent use.
/// </summary>
public interface IDiagnosticTester
{
    /// <summary>All ECUs with a database, ordered by name. A snapshot; databases may come and go.</summary>
    IReadOnlyList<IEcu> Ecus { get; }

    /// <summary>Finds an ECU by name, without regard to case.</summary>
    /// <param name="name">Name of the ECU.</param>
    /// <returns>The ECU, or null.</returns>
    IEcu? FindEcu(string name);

    /// <summary>Gateways, ECUs and functional groups as known now.</summary>
    /// <returns>A snapshot.</returns>
    NetworkStructure GetNetworkStructure();

    /// <summary>Streams changes of ECUs from now on.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The changes; a reader too slow loses the oldest ones.</returns>
    IAsyncEnumerable<EcuEvent> WatchAsync(CancellationToken cancellationToken);
}
