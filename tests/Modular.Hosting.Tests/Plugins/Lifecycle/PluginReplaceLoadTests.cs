using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;
using Xunit.Abstractions;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

/// <summary>
/// Replaces the plugin that authenticates every caller while callers call. MODULAR_BENCHMARK_REPLACES and
/// MODULAR_BENCHMARK_CLIENTS make a measurement of it; docs/performance.md has the figures.
/// </summary>
public class PluginReplaceLoadTests(ITestOutputHelper output)
{
    private const string Security = "test.security";
    private const string Next = "0.2.0";

    [Fact]
    public async Task ReplaceAsync_UnderLoad_NoRequestFailsAndNothingIsLeft()
    {
        var (replaces, clients) = (Setting("MODULAR_BENCHMARK_REPLACES", 40), Setting("MODULAR_BENCHMARK_CLIENTS", 16));
        using var root = new PluginRoot(Security, "test.endpoints").Add(Security, Security, Next);
        await using var server = await TestServer.StartAsync(root, $"--Plugins:Trust:AllowDowngrade:0={Security}");
        var failures = new ConcurrentQueue<string>();
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, clients).Select(number => CallAsync(server, $"caller{number}", failures, stop.Token)).ToArray();

        var contexts = new List<WeakReference>();
        var times = new List<double>();
        for (var round = 0; round < replaces; round++)
        {
            var begin = Stopwatch.GetTimestamp();
            contexts.Add(await ReplaceAsync(server, round % 2 == 0 ? Next : "0.1.0"));
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        await stop.CancelAsync();
        var served = (await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60))).Sum();
        await CollectAsync(contexts);
        times.Sort();
        Report($"replaces={replaces} clients={clients} requests={served} failed={failures.Count} alive={contexts.Count(context => context.IsAlive)} "
            + $"replace ms: median={times[times.Count / 2]:0} p95={times[(int)(times.Count * 0.95)]:0} max={times[^1]:0}");
        Assert.Empty(failures);
        Assert.True(served > clients, "The callers were not served while the plugin was replaced.");
        Assert.Equal(0, contexts.Count(context => context.IsAlive));
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : fallback;

    private static async Task<int> CallAsync(TestServer server, string name, ConcurrentQueue<string> failures, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = server.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"token-for-{name}");
        var served = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var response = await client.GetAsync("/fixture/caller", CancellationToken.None);
                var body = await response.Content.ReadAsStringAsync(CancellationToken.None);
                if (body == name)
                {
                    served++;
                }
                else
                {
                    failures.Enqueue($"{(int)response.StatusCode} {body}");
                }
            }
            catch (HttpRequestException exception)
            {
                failures.Enqueue(exception.Message);
            }
        }

        return served;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReplaceAsync(TestServer server, string version)
    {
        Assert.True(Hosting.Plugins.Discovery.SemanticVersion.TryParse(version, out var wanted));
        var old = server.Supervisor.Find(Security)!.Current!.LoadContextReference;
        var replacement = await server.Supervisor.ReplaceAsync(Security, wanted, CancellationToken.None);
        Assert.Equal((PluginReplacementOutcome.Replaced, 0), (replacement.Outcome, replacement.Unfinished));
        return old;
    }

    private static async Task CollectAsync(List<WeakReference> contexts)
    {
        for (var round = 0; round < 20 && contexts.Exists(static context => context.IsAlive); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("MODULAR_BENCHMARK_OUTPUT") is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + Environment.NewLine);
        }
    }
}
