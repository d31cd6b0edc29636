namespace Modular.Hosting.Probe;

/// <summary>One row of the leak table in a process of its own.</summary>
internal static class UnloadProbe
{
    public static async Task<int> RunAsync(string root, string id, string row)
    {
        await using var runtime = PluginRun.CreateRuntime(PluginRun.Discover(root), id, new() { ["Leak:Row"] = row });
        var context = await PluginRun.StartAndEndAsync(runtime, id);
        PluginRun.Collect(() => context.IsAlive);
        Console.WriteLine(context.IsAlive ? "leaked" : "unloaded");
        return 0;
    }
}
