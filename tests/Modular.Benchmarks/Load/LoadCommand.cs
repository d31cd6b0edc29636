using System.CommandLine;
using System.Diagnostics;

namespace Modular.Benchmarks.Load;

/// <summary><c>load</c>: clients that never pause against <c>modular demo</c>, over loopback.</summary>
internal static class LoadCommand
{
    public const string DefaultPath = "/vehicle/v15/components/enginecontrol/data/vehicleidentificationnumber";
    private const int MaxClients = 256;
    private const int MaxSeconds = 300;
    private const int MaxRequests = 5_000_000;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var clients = new Option<int>("--clients") { Description = $"Clients, each with a connection of its own, 1 to {MaxClients}.", DefaultValueFactory = static _ => 16 };
        var seconds = new Option<int>("--seconds") { Description = $"How long, 1 to {MaxSeconds} s, after a warm-up of {Warmup.TotalSeconds} s.", DefaultValueFactory = static _ => 10 };
        var paths = new Option<string[]>("--path") { Description = "What to ask for; given several times, the clients share the paths.", DefaultValueFactory = static _ => [DefaultPath] };
        clients.Validators.Add(static result => Bound(result, MaxClients));
        seconds.Validators.Add(static result => Bound(result, MaxSeconds));
        var command = new Command("load", "Starts the demo and measures requests per second and latencies; 1 when a request failed.") { clients, seconds, paths };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(paths)!, cancellationToken));
        return command;
    }

    private static void Bound(System.CommandLine.Parsing.OptionResult result, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
        {
            result.AddError($"{value} is not within 1 to {most}.");
        }
    }

    private static async Task<int> RunAsync(int count, TimeSpan duration, string[] paths, CancellationToken cancellationToken)
    {
        await using var server = await DemoServer.StartAsync(cancellationToken);
        Console.WriteLine($"ready after   {server.TimeToReady.TotalMilliseconds:F0} ms");
        var idle = server.ResidentMebibytes;
        await ApplyAsync(server, count, Warmup, paths, cancellationToken);
        var begin = Stopwatch.GetTimestamp();
        var (all, failures, reason) = await ApplyAsync(server, count, duration, paths, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Console.WriteLine($"clients       {count} for {elapsed:F1} s");
        Console.WriteLine($"requests      {all.Count}, {all.Count / elapsed:F0}/s");
        Console.WriteLine($"latency       p50 {all.Percentile(0.5):F0} us, p99 {all.Percentile(0.99):F0} us, max {all.Percentile(1):F0} us");
        Console.WriteLine($"failures      {failures}{(reason is null ? "" : $", first: {reason}")}");
        Console.WriteLine($"server memory {idle:F0} MiB idle, {server.ResidentMebibytes:F0} MiB after");
        return failures == 0 ? 0 : 1;
    }

    private static async Task<(Latencies All, int Failures, string? Reason)> ApplyAsync(
        DemoServer server, int count, TimeSpan duration, string[] paths, CancellationToken cancellationToken)
    {
        var clients = Enumerable.Range(0, count).Select(index => new LoadClient(server, paths[index % paths.Length])).ToList();
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(duration);
            await Task.WhenAll(clients.Select(client => client.RunAsync(MaxRequests / count, stop.Token)));
            cancellationToken.ThrowIfCancellationRequested();
            var all = new Latencies();
            clients.ForEach(client => all.Add(client.Latencies));
            return (all, clients.Sum(static client => client.Failures), clients.Select(static client => client.FirstFailure).FirstOrDefault(static reason => reason is not null));
        }
        finally
        {
            clients.ForEach(static client => client.Dispose());
        }
    }
}
