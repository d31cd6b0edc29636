using System.CommandLine;
using System.Diagnostics;
using Modular.Benchmarks.Kernel;
using Modular.Benchmarks.Load;
using Modular.Benchmarks.Uds;
using Modular.Sdk.Transports;

namespace Modular.Benchmarks.Breakdown;

/// <summary><c>breakdown</c>: one client, one request at a time, through one layer more with every line.</summary>
internal static class BreakdownCommand
{
    private const int Warmup = 500;
    private const int Rounds = 1500;
    private const int ShownTypes = 15;
    private const string Engine = "/vehicle/v15/components/enginecontrol";
    private static readonly byte[] VinRequest = [0x22, 0xF1, 0x90];

    public static Command Create()
    {
        var command = new Command("breakdown", "Tells which layer takes how long of one GET that reads a VIN, one request at a time.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"one request at a time",-58} {"p50 us",8} {"p99 us",8} {"bytes",8}");
        await MeasureLayersAsync(cancellationToken);
        await using var server = await DemoServer.StartAsync(cancellationToken);
        using var client = server.CreateClient();
        await MeasureGetAsync("host: GET /health/ready", "/health/ready");
        await MeasureGetAsync("host, sovd: GET /version-info", "/version-info");
        await MeasureGetAsync("host, security, sovd, tester's state: GET ecu", Engine);
        var types = await MeasureGetAsync("host, security, sovd, tester, uds, doip, ecu: GET the VIN", LoadCommand.DefaultPath);
        Console.WriteLine();
        Console.WriteLine("what the server allocates for the VIN, the simulated vehicle included");
        foreach (var (type, share) in types.Types.Take(ShownTypes))
        {
            Console.WriteLine($"{share,6:P0} {type}");
        }

        return 0;

        async Task<ServerAllocations> MeasureGetAsync(string name, string path)
        {
            var latencies = await RepeatAsync(() => GetAsync(path));
            var recorded = await ServerAllocations.RecordAsync(
                server.ProcessId, async () => await RepeatAsync(() => GetAsync(path), warmup: 0), cancellationToken);
            Print(name, latencies, recorded.Bytes / Rounds);
            return recorded;
        }

        async ValueTask GetAsync(string path)
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    // Bytes count both ends, as both are in this process.
    private static async Task MeasureLayersAsync(CancellationToken cancellationToken)
    {
        var kernel = new KernelBenchmarks();
        kernel.Open();
        await MeasureAsync("kernel: decode a VIN", () => { kernel.DecodeVin(); return default; });
        kernel.Close();

        var stub = new ExchangeBenchmarks();
        stub.Open();
        await MeasureAsync("uds: exchange over a stub", async () => await stub.Exchange());
        stub.Close();

        await using var vehicle = new LoopbackVehicle();
        await MeasureAsync(
            "simulated ecu: answer a request",
            () => vehicle.Engine.HandleAsync(VinRequest, AddressingMode.Physical, static (_, _) => default, cancellationToken));
        await MeasureAsync(
            "doip, ecu: send and receive on loopback",
            async () =>
            {
                await vehicle.Link.SendAsync(VinRequest, cancellationToken);
                await vehicle.Link.ReceiveAsync(cancellationToken);
            });
        await MeasureAsync("uds, doip, ecu: exchange on loopback", async () => await vehicle.Channel.ExchangeAsync(VinRequest, default, cancellationToken));
    }

    private static async Task MeasureAsync(string name, Func<ValueTask> operation)
    {
        await RepeatAsync(operation);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var latencies = await RepeatAsync(operation, warmup: 0);
        Print(name, latencies, (GC.GetTotalAllocatedBytes(precise: true) - before - (Rounds * sizeof(long))) / Rounds);
    }

    private static async Task<Latencies> RepeatAsync(Func<ValueTask> operation, int warmup = Warmup)
    {
        for (var i = 0; i < warmup; i++)
        {
            await operation();
        }

        var latencies = new Latencies(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await operation();
            latencies.Add(Stopwatch.GetTimestamp() - begin);
        }

        return latencies;
    }

    private static void Print(string name, Latencies latencies, long bytes) =>
        Console.WriteLine($"{name,-58} {latencies.Percentile(0.5),8:F1} {latencies.Percentile(0.99),8:F1} {bytes,8}");
}
