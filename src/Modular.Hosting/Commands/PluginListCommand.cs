using System.Text.Json;
using Modular.Hosting.Configuration;
using Modular.Hosting.Http;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;

namespace Modular.Hosting.Commands;

/// <summary>
/// <c>modular plugin list</c>: loads what run would load and validates its configuration, but starts no service of a
/// plugin and opens no port. So a plugin that would run is shown as <see cref="PluginState.Loaded"/>.
/// </summary>
internal static class PluginListCommand
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(HostSetup setup, bool isJson, HostEnvironment environment, CancellationToken stop)
    {
        var items = await LoadAsync(setup, environment, stop);
        if (isJson)
        {
            await environment.Output.WriteLineAsync(JsonSerializer.Serialize(items, HostJson.Default.IReadOnlyListPluginListItem));
            return ExitCode.Done;
        }

        var idWidth = Math.Max(6, items.Max(static item => item.Id.Length));
        var versionWidth = Math.Max(7, items.Max(static item => item.Version.Length));
        await environment.Output.WriteLineAsync($"{"Plugin".PadRight(idWidth)}  {"Version".PadRight(versionWidth)}  Tier  Trust        State     Load");
        foreach (var item in items)
        {
            var load = item.LoadMilliseconds is { } milliseconds ? $"{milliseconds:0} ms" : "-";
            var reason = item.Reason is null ? string.Empty : $"  {item.Code}: {item.Reason}";
            await environment.Output.WriteLineAsync(
                $"{item.Id.PadRight(idWidth)}  {item.Version.PadRight(versionWidth)}  {item.Tier ?? "-",-4}  {item.Trust ?? "-",-11}  {item.State,-8}  {load,-7}{reason}".TrimEnd());
        }

        return ExitCode.Done;
    }

    /// <summary>Loads all plugins, gives up what was loaded, and tells what happened.</summary>
    public static async Task<IReadOnlyList<PluginListItem>> LoadAsync(HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        using var loggerFactory = HostLog.Create(setup.Settings, LogLevel.None, standardErrorOnly: true);
        await using var runtime = new PluginRuntime(setup.Catalog, setup.Layers, setup.Settings, loggerFactory, environment.TimeProvider);
        await runtime.Supervisor.LoadAsync(stop);
        List<PluginListItem> items = [.. runtime.Supervisor.Slots.Select(static slot => Describe(slot.Status, slot.Package?.Trust.Kind.ToString()))];
        await runtime.StopAsync(StopBudget);
        stop.ThrowIfCancellationRequested();
        return items;
    }

    private static PluginListItem Describe(PluginStatus status, string? trust) => new(
        status.Id,
        status.Version,
        status.Tier,
        status.State.ToString(),
        status.IsRequired,
        status.LoadTime is { } time ? Math.Round(time.TotalMilliseconds, 1) : null,
        status.Fault?.Code,
        status.Fault?.Summary,
        string.IsNullOrEmpty(status.Fault?.Detail) ? null : status.Fault.Detail,
        trust);
}
