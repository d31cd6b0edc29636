using System.CommandLine;
using System.Diagnostics;
using Modular.Benchmarks.Breakdown;
using Modular.Benchmarks.Load;
using Modular.TestSupport.Otlp;

namespace Modular.Benchmarks.Telemetry;

/// <summary><c>telemetry</c>: one GET that reads a VIN, with the telemetry plugin absent, switched off and exporting, by turns in one run.</summary>
internal static class TelemetryCommand
{
    private const int Warmup = 1000;
    private const int Turns = 10;
    private const int RequestsPerTurn = 200;

    public static Command Create()
    {
        var command = new Command("telemetry", "Tells what a GET costs with the telemetry plugin absent, switched off, and exporting.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var absent = await DemoServer.StartAsync(cancellationToken, "--Plugins:Disabled:0=modular.telemetry.otlp");
        await using var off = await DemoServer.StartAsync(cancellationToken);
        await using var on = await DemoServer.StartAsync(cancellationToken, $"--Otlp:Endpoint={receiver.Grpc}");
        (string Name, DemoServer Server, Latencies Latencies)[] cases =
            [("absent", absent, new()), ("switched off", off, new()), ("exporting", on, new())];
        foreach (var (_, server, _) in cases)
        {
            await AskAsync(server, Warmup, new(), cancellationToken);
        }

        // By turns, so that what else the machine does hits all alike.
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var (_, server, latencies) in cases)
            {
                await AskAsync(server, RequestsPerTurn, latencies, cancellationToken);
            }
        }

        var reference = cases[0].Latencies.Percentile(0.5);
        Console.WriteLine($"{"telemetry plugin",-18} {"p50 us",8} {"p99 us",8} {"ratio",6} {"bytes",8} {"MiB",5}");
        foreach (var (name, server, latencies) in cases)
        {
            var recorded = await ServerAllocations.RecordAsync(
                server.ProcessId, () => AskAsync(server, Warmup, new(), cancellationToken), cancellationToken);
            var p50 = latencies.Percentile(0.5);
            Console.WriteLine(
                $"{name,-18} {p50,8:F0} {latencies.Percentile(0.99),8:F0} {p50 / reference,6:F2} {recorded.Bytes / Warmup,8} {server.ResidentMebibytes,5:F0}");
        }

        Console.WriteLine($"{receiver.Spans.Count} spans arrived");
        return 0;
    }

    private static async Task AskAsync(DemoServer server, int count, Latencies latencies, CancellationToken cancellationToken)
    {
        using var client = server.CreateClient();
        for (var i = 0; i < count; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(new Uri(LoadCommand.DefaultPath, UriKind.Relative), cancellationToken);
            response.EnsureSuccessStatusCode();
            latencies.Add(Stopwatch.GetTimestamp() - begin);
        }
    }
}
