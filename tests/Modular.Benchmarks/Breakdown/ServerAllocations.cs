using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Modular.Benchmarks.Breakdown;

/// <summary>What another .NET process allocates meanwhile, by the samples its runtime gives every 100 KiB.</summary>
internal sealed class ServerAllocations
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long GarbageCollectorEvents = 0x1;

    private readonly Dictionary<string, long> _types = new(StringComparer.Ordinal);

    public long Bytes => _types.Values.Sum();

    /// <summary>Types by their share of the bytes, the largest first.</summary>
    public IEnumerable<(string Type, double Share)> Types =>
        _types.OrderByDescending(static pair => pair.Value).Select(pair => (pair.Key, (double)pair.Value / Bytes));

    public static async Task<ServerAllocations> RecordAsync(int processId, Func<Task> work, CancellationToken cancellationToken)
    {
        var recorded = new ServerAllocations();
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync(
            [new EventPipeProvider(Runtime, EventLevel.Verbose, GarbageCollectorEvents)], requestRundown: false, token: cancellationToken);
        var reading = Task.Run(() => recorded.Read(session.EventStream), CancellationToken.None);
        await work();
        await session.StopAsync(cancellationToken);
        await reading;
        return recorded;
    }

    private void Read(Stream events)
    {
        using var source = new EventPipeEventSource(events);
        source.Clr.GCAllocationTick += sample =>
            _types[sample.TypeName] = _types.GetValueOrDefault(sample.TypeName) + sample.AllocationAmount64;
        source.Process();
    }
}
