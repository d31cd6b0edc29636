using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Modular.Benchmarks.Load;

namespace Modular.Benchmarks.Hosting;

/// <summary><c>noop</c>: what it costs that a plugin answers and not the host.</summary>
internal static class NoOpCommand
{
    private const int Warmup = 5_000;
    private const int Rounds = 20_000;
    private const int DirectRounds = 200_000;
    private const double BarMicroseconds = 5;

    public static Command Create()
    {
        var command = new Command("noop", $"A request to the no-op plugin against the same route of the host, in turns; 1 when the medians differ by more than {BarMicroseconds} us.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await NoOpServer.StartAsync(cancellationToken);
        var direct = await MeasureDelegateAsync("delegate of the host", NoOpServer.AnswerAsync);
        var wrapped = await MeasureDelegateAsync("delegate of the plugin", server.PluginDelegate);
        Console.WriteLine($"{"difference",-28} {wrapped.Nanoseconds - direct.Nanoseconds,10:F0} ns {wrapped.Bytes - direct.Bytes,8:F0} bytes");

        using var client = new HttpClient { BaseAddress = server.Address };
        await RepeatAsync(client, Warmup, cancellationToken);
        var (host, plugin) = await RepeatAsync(client, Rounds, cancellationToken);
        Print("GET of the host", host);
        Print("GET of the plugin", plugin);
        var difference = plugin.Percentile(0.5) - host.Percentile(0.5);
        Console.WriteLine($"{"difference of the medians",-28} {difference,10:F2} us, ratio {plugin.Percentile(0.5) / host.Percentile(0.5):F3}");
        return difference <= BarMicroseconds ? 0 : 1;
    }

    // In turns: whatever else the machine does meanwhile meets both alike.
    private static async Task<(Latencies Host, Latencies Plugin)> RepeatAsync(HttpClient client, int rounds, CancellationToken cancellationToken)
    {
        var (host, plugin) = (new Latencies(rounds), new Latencies(rounds));
        for (var round = 0; round < rounds; round++)
        {
            host.Add(await GetAsync(client, NoOpServer.HostPath, cancellationToken));
            plugin.Add(await GetAsync(client, NoOpServer.PluginPath, cancellationToken));
        }

        return (host, plugin);
    }

    private static async Task<long> GetAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var elapsed = Stopwatch.GetTimestamp() - begin;
        return (int)response.StatusCode == StatusCodes.Status204NoContent
            ? elapsed
            : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
    }

    private static async Task<(double Nanoseconds, double Bytes)> MeasureDelegateAsync(string name, RequestDelegate handler)
    {
        var context = new DefaultHttpContext();
        for (var round = 0; round < DirectRounds; round++)
        {
            await handler(context);
        }

        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var begin = Stopwatch.GetTimestamp();
        for (var round = 0; round < DirectRounds; round++)
        {
            await handler(context);
        }

        var elapsed = Stopwatch.GetElapsedTime(begin);
        var result = (elapsed.TotalNanoseconds / DirectRounds, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / DirectRounds);
        Console.WriteLine($"{name,-28} {result.Item1,10:F0} ns {result.Item2,8:F0} bytes");
        return result;
    }

    private static void Print(string name, Latencies latencies) =>
        Console.WriteLine($"{name,-28} {latencies.Percentile(0.5),10:F2} us p50 {latencies.Percentile(0.99),10:F2} us p99");
}
