using Modular.Hosting.Configuration;
using Modular.Hosting.Logging;
using Modular.Hosting.Server;
using Modular.Sdk.Health;
using Modular.Sdk.Hosting;

namespace Modular.Hosting.Commands;

/// <summary><c>modular demo</c>: a simulated vehicle first, the server behind it, and what a visitor should try.</summary>
internal static class DemoCommand
{
    private const string Subject = "demo";
    private static readonly TimeSpan VehicleBudget = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyBudget = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyInterval = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        if (setup.Settings.Addresses.Any(static address => !address.IsLoopback))
        {
            await Reports.WriteMistakesAsync(
                environment.Error, [new(HostKeys.ServerUrls, "demo", "the demo accepts anybody, so it listens on loopback addresses only")]);
            return ExitCode.WrongUse;
        }

        var package = setup.Catalog.FindProvider(typeof(IDemoVehicle));
        if (package is null)
        {
            await environment.Error.WriteLineAsync($"modular: no plugin in {setup.Catalog.Root} brings a vehicle (provides {typeof(IDemoVehicle).FullName}).");
            return ExitCode.Failed;
        }

        var settings = setup.Settings with { InsecureDevelopment = true };
        using var loggerFactory = HostLog.Create(settings, LogLevel.Warning, standardErrorOnly: true);
        await using var runtime = new PluginRuntime(setup.Catalog, setup.Layers, settings, loggerFactory, environment.TimeProvider);
        await using var server = new ModularServer(runtime);
        await using var vehicle = new DemoVehicle(runtime, package.Manifest.Id);
        return await RunCommand.ServeAsync(
            server,
            setup,
            environment,
            (_, token) => vehicle.StartAsync(VehicleBudget, token),
            (running, token) => PresentAsync(running, vehicle.Requests, environment, token),
            stop);
    }

    private static async Task PresentAsync(
        ModularServer server, IReadOnlyList<DemoRequest> requests, HostEnvironment environment, CancellationToken stop)
    {
        if (!await WaitUntilReadyAsync(server, environment.TimeProvider, stop))
        {
            await environment.Error.WriteLineAsync($"modular: the demo is not ready; {server.Address}/health says why.");
        }

        var (token, problem) = await TokenCommand.IssueAsync(server.Runtime, Subject, stop);
        var output = environment.Output;
        await output.WriteLineAsync($"Modular {ProductVersion.Text} with a simulated vehicle: {server.Address}/swagger-ui");
        await output.WriteLineAsync(token is null ? $"No token: {problem}" : $"Token: {token}");
        foreach (var request in requests)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"# {request.Title}");
            await output.WriteLineAsync(CurlLine.Create(server.Address, token, request));
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync("Ctrl-C ends the demo.");
        await output.FlushAsync(stop);
    }

    private static async Task<bool> WaitUntilReadyAsync(ModularServer server, TimeProvider timeProvider, CancellationToken stop)
    {
        var begin = timeProvider.GetTimestamp();
        using var timer = new PeriodicTimer(ReadyInterval, timeProvider);
        while ((await server.Runtime.Health.GetAsync()).Status != nameof(HealthState.Up))
        {
            if (timeProvider.GetElapsedTime(begin) > ReadyBudget)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(stop);
        }

        return true;
    }
}
