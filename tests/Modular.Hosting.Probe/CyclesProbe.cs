using System.Diagnostics;
using System.Globalization;

namespace Modular.Hosting.Probe;

/// <summary>Memory after many lives of one plugin.</summary>
internal static class CyclesProbe
{
    // Until the host's own code is compiled and its heaps have the size they need, growth is no leak.
    private const int WarmUp = 100;

    public static async Task<int> RunAsync(string root, string id, int count)
    {
        await using var runtime = PluginRun.CreateRuntime(PluginRun.Discover(root), id, []);
        await RepeatAsync(runtime, id, WarmUp);
        var before = Resident();
        var begin = Stopwatch.GetTimestamp();
        var contexts = await RepeatAsync(runtime, id, count);
        var elapsed = Stopwatch.GetElapsedTime(begin);
        PluginRun.Collect(() => contexts.Exists(static context => context.IsAlive));
        var alive = contexts.Count(static context => context.IsAlive);
        var after = Resident();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cycles={count} alive={alive} before={before / 1024} after={after / 1024} growth={(after - before) / 1024} KiB (managed {GC.GetTotalMemory(forceFullCollection: true) / 1024}, committed {GC.GetGCMemoryInfo().TotalCommittedBytes / 1024}), {elapsed.TotalMilliseconds / count:0.0} ms each"));
        return 0;
    }

    private static async Task<List<WeakReference>> RepeatAsync(Server.PluginRuntime runtime, string id, int count)
    {
        var contexts = new List<WeakReference>(count);
        for (var round = 0; round < count; round++)
        {
            contexts.Add(await PluginRun.StartAndEndAsync(runtime, id));
            if (round % 10 == 9)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        return contexts;
    }

    private static long Resident()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
