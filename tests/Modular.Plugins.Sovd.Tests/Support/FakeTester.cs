using System.Runtime.CompilerServices;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeTester(params FakeEcu[] ecus) : IDiagnosticTester
{
    public NetworkStructure Structure { get; set; } = new([], []);

    public IReadOnlyList<IEcu> Ecus => ecus;

    public IEcu? FindEcu(string name) => Array.Find(ecus, ecu => string.Equals(ecu.Name, name, StringComparison.OrdinalIgnoreCase));

    public NetworkStructure GetNetworkStructure() => Structure;

    public async IAsyncEnumerable<EcuEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }
}
