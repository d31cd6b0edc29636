using BenchmarkDotNet.Attributes;
using Modular.Uds.Tester;

namespace Modular.Benchmarks.Uds;

/// <summary>One exchange of the tester, over a link that answers at once.</summary>
[MemoryDiagnoser]
public class ExchangeBenchmarks
{
    private static readonly byte[] Request = [0x22, 0xF1, 0x90];
    private static readonly byte[] Answer = Convert.FromHexString("62F1905756575A5A5A314B5A3657303030303031");

    private UdsChannel _channel = null!;

    [GlobalSetup]
    public void Open() => _channel = StubLink.OpenChannel(Answer);

    [GlobalCleanup]
    public void Close() => _channel.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Turn, send, match and timeline.</summary>
    [Benchmark]
    public async ValueTask<int> Exchange() =>
        (await _channel.ExchangeAsync(Request, default, CancellationToken.None).ConfigureAwait(false)).Response.Length;
}
