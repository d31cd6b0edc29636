using Modular.Hosting.Capabilities;
using Modular.Hosting.Logging;
using Modular.Hosting.Server;
using Modular.Sdk.Hosting;

namespace Modular.Hosting.Commands;

/// <summary>The vehicle of the demo while it runs.</summary>
internal sealed partial class DemoVehicle(PluginRuntime runtime, string pluginId) : IAsyncDisposable
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = runtime.LoggerFactory.CreateLogger<DemoVehicle>();
    private readonly Capability<IDemoVehicle> _vehicles = new(runtime.Broker, runtime.LoggerFactory);
    private IDemoSession? _session;

    /// <summary>What a visitor should try.</summary>
    public IReadOnlyList<DemoRequest> Requests => _session?.Requests ?? [];

    /// <summary>Starts the plugin and its vehicle, and layers the way to it below the command line.</summary>
    /// <exception cref="DemoException">The plugin or its vehicle did not start, with the reason.</exception>
    public async Task StartAsync(TimeSpan budget, CancellationToken stop)
    {
        await runtime.Supervisor.StartAsync(pluginId, stop);
        if (!_vehicles.TryAcquire(out var lease))
        {
            stop.ThrowIfCancellationRequested();
            throw new DemoException($"the plugin {pluginId} does not run: {runtime.Supervisor.Find(pluginId)?.Status.Fault?.Summary}");
        }

        // The lease is for the call alone: the session ends before its plugin stops, see DisposeAsync.
        using (lease)
        {
            try
            {
                _session = await lease.Value.StartAsync(stop).AsTask().WaitAsync(budget, runtime.TimeProvider, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                throw new DemoException($"the vehicle of {pluginId} did not start: {exception.Message}");
            }
        }

        runtime.Configuration.LayerSession(_session.Configuration);
    }

    /// <summary>Stops the vehicle.</summary>
    public async ValueTask DisposeAsync()
    {
        _vehicles.Dispose();
        if (_session is { } session)
        {
            try
            {
                await session.DisposeAsync().AsTask().WaitAsync(StopBudget, runtime.TimeProvider);
            }
            catch (Exception exception)
            {
                LogNotStopped(exception.GetType().Name, exception.Message);
            }
        }
    }

    [LoggerMessage(EventIds.VehicleNotStopped, LogLevel.Warning, "The vehicle of the demo did not stop in order: {Exception}: {Reason}")]
    private partial void LogNotStopped(string exception, string reason);
}
