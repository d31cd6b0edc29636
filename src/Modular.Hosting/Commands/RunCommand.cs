using System.Net.Sockets;
using Modular.Hosting.Configuration;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Server;

namespace Modular.Hosting.Commands;

/// <summary><c>modular run</c>: serves until a signal.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        using var loggerFactory = HostLog.Create(setup.Settings, LogLevel.Information, standardErrorOnly: false);
        await using var runtime = new PluginRuntime(setup.Catalog, setup.Layers, setup.Settings, loggerFactory, environment.TimeProvider);
        await using var server = new ModularServer(runtime);
        return await ServeAsync(server, setup, environment, static (_, _) => Task.CompletedTask, static (_, _) => Task.CompletedTask, stop);
    }

    /// <summary>Listens, starts the plugins, waits for the signal, stops.</summary>
    /// <param name="server">The server.</param>
    /// <param name="setup">What to warn of.</param>
    /// <param name="environment">Where errors go.</param>
    /// <param name="beforePlugins">Runs when the server listens.</param>
    /// <param name="whenReady">Runs when the plugins started.</param>
    /// <param name="stop">The signal.</param>
    public static async Task<int> ServeAsync(
        ModularServer server,
        HostSetup setup,
        HostEnvironment environment,
        Func<ModularServer, CancellationToken, Task> beforePlugins,
        Func<ModularServer, CancellationToken, Task> whenReady,
        CancellationToken stop)
    {
        using var exceptions = ProcessExceptions.HandTo(server.Runtime.Exceptions);
        foreach (var warning in setup.Warnings)
        {
            await environment.Error.WriteLineAsync($"modular: {warning}; it may belong to a plugin whose manifest cannot be read");
        }

        try
        {
            await server.ListenAsync(stop);
            await beforePlugins(server, stop);
            await server.StartPluginsAsync(stop);
            await whenReady(server, stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The signal; what follows is the way out in every phase.
        }
        catch (DemoException exception)
        {
            await environment.Error.WriteLineAsync($"modular: {exception.Message}");
            await server.StopAsync();
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await environment.Error.WriteLineAsync(
                $"modular: cannot listen: {exception.Message} Another process may hold the port; --urls={HostSettings.DefaultUrl[..^5]}PORT takes another one.");
            return ExitCode.Failed;
        }

        await server.StopAsync();
        return ExitCode.Done;
    }
}
