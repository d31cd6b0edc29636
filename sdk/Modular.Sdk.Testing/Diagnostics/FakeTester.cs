using System.Runtime.CompilerServices;
using Modular.Sdk.Diagnostics;

namespace Modular.Sdk.Testing.Diagnostics;

/// <summary>A diagnostic core without databases: it has the ECUs that a test gives it.</summary>
/// <param name="ecus">The ECUs.</param>
public sealed class FakeTester(params FakeEcu[] ecus) : IDiagnosticTester
{
    /// <inheritdoc/>
    public IReadOnlyList<IEcu> Ecus => ecus;

    /// <inheritdoc/>
    public IEcu? FindEcu(string name) => Array.Find(ecus, ecu => string.Equals(ecu.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public NetworkStructure GetNetworkStructure() => new([], []);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EcuEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        yield break;
    }
}
