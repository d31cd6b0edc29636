using System.CommandLine;
using System.Text.Json;
using Modular.Benchmarks.Load;

namespace Modular.Benchmarks.Replace;

/// <summary>
/// <c>replace</c>: replaces the security plugin of <c>modular demo</c> again and again while clients read data of an ECU
/// through all layers.
/// </summary>
internal static class ReplaceCommand
{
    private const int MaxClients = 256;
    private const int MaxReplaces = 1000;
    private const string Administration = "/modular/v1/plugins/" + PluginCopies.Security;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnloadBudget = TimeSpan.FromSeconds(30);

    // The server remembers the last sixteen that ended: with more on their way, one could end unseen.
    private const int MostOnTheirWay = 6;
    private static readonly string[] Passing = ["Draining", "Stopping", "Unloading"];

    public static Command Create()
    {
        var clients = new Option<int>("--clients") { Description = $"Clients that read data, each on a connection of its own, 1 to {MaxClients}.", DefaultValueFactory = static _ => 16 };
        var replaces = new Option<int>("--replaces") { Description = $"Replacements, one right after the other, 1 to {MaxReplaces}.", DefaultValueFactory = static _ => 40 };
        clients.Validators.Add(static result => Bound(result, MaxClients));
        replaces.Validators.Add(static result => Bound(result, MaxReplaces));
        var command = new Command("replace", "Replaces the security plugin of the demo under load; 1 when a request failed or an old generation is alive.") { clients, replaces };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(clients), parsed.GetValue(replaces), cancellationToken));
        return command;
    }

    private static void Bound(System.CommandLine.Parsing.OptionResult result, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
        {
            result.AddError($"{value} is not within 1 to {most}.");
        }
    }

    private static async Task<int> RunAsync(int count, int replaces, CancellationToken cancellationToken)
    {
        using var plugins = new PluginCopies();
        await using var server = await DemoServer.StartAsync(
            cancellationToken,
            $"--Plugins:Path={plugins.Root}",
            $"--Plugins:DataPath={plugins.Data}",
            $"--Plugins:Trust:UnsignedFolders:0={plugins.Root}",
            $"--Plugins:Trust:AllowDowngrade:0={PluginCopies.Security}",
            "--Log:Level=Error");
        using var administrator = server.CreateClient();
        var memory = server.ResidentMebibytes;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clients = Enumerable.Range(0, count).Select(_ => new LoadClient(server, LoadCommand.DefaultPath)).ToList();
        var load = Task.WhenAll(clients.Select(client => client.RunAsync(int.MaxValue, stop.Token)));
        await Task.Delay(Warmup, cancellationToken);

        var times = new List<double>();
        var generations = new SortedDictionary<int, string>();
        for (var round = 0; round < replaces; round++)
        {
            // The demo starts with the highest version, which is the one without a suffix.
            times.Add(await ReplaceAsync(administrator, round % 2 == 0 ? plugins.NextVersion : plugins.Version, cancellationToken));
            await ObserveAsync(administrator, generations, MostOnTheirWay, cancellationToken);
        }

        await stop.CancelAsync();
        await load;
        var alive = await CountAliveAsync(administrator, generations, cancellationToken);
        times.Sort();
        var failures = clients.Sum(static client => client.Failures);
        var reason = clients.Select(static client => client.FirstFailure).FirstOrDefault(static reason => reason is not null);
        Console.WriteLine($"replacements  {times.Count} of {PluginCopies.Security}, while {count} clients read {LoadCommand.DefaultPath}");
        Console.WriteLine($"replace       median {times[times.Count / 2]:F0} ms, p95 {times[(int)(times.Count * 0.95)]:F0} ms, max {times[^1]:F0} ms");
        Console.WriteLine($"requests      {clients.Sum(static client => client.Latencies.Count)}");
        Console.WriteLine($"failures      {failures}{(reason is null ? "" : $", first: {reason}")}");
        Console.WriteLine($"old alive     {alive}");
        Console.WriteLine($"server memory {memory:F0} MiB before, {server.ResidentMebibytes:F0} MiB after");
        clients.ForEach(static client => client.Dispose());
        return failures == 0 && alive == 0 ? 0 : 1;
    }

    private static async Task<double> ReplaceAsync(HttpClient client, string version, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsync(new Uri($"{Administration}/replace?version={version}", UriKind.Relative), null, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The plugin was not replaced: {(int)response.StatusCode} {body}");
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("durationMilliseconds").GetDouble();
    }

    /// <summary>Notes the states of all generations that the server remembers, until few are on their way out.</summary>
    private static async Task ObserveAsync(HttpClient client, SortedDictionary<int, string> generations, int most, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(UnloadBudget);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            do
            {
                using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri(Administration, UriKind.Relative), deadline.Token));
                foreach (var generation in document.RootElement.GetProperty("generations").EnumerateArray())
                {
                    generations[generation.GetProperty("generation").GetInt32()] = generation.GetProperty("state").GetString()!;
                }
            }
            while (generations.Values.Count(static state => Passing.Contains(state)) > most && await timer.WaitForNextTickAsync(deadline.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has not gone by now counts as alive.
        }
    }

    // Memory is freed in the background, by collections some time after the replacement.
    private static async Task<int> CountAliveAsync(HttpClient client, SortedDictionary<int, string> generations, CancellationToken cancellationToken)
    {
        await ObserveAsync(client, generations, most: 0, cancellationToken);
        return generations.Values.Count(static state => state is not ("Unloaded" or "Running"));
    }
}
