using Modular.Hosting.Capabilities;
using Modular.Hosting.Configuration;
using Modular.Hosting.Logging;
using Modular.Hosting.Server;
using Modular.Sdk.Security;

namespace Modular.Hosting.Commands;

/// <summary><c>modular token</c>: starts the plugin that issues tokens alone, in development mode, and prints one token.</summary>
internal static class TokenCommand
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(HostSetup setup, string subject, HostEnvironment environment, CancellationToken stop)
    {
        var package = setup.Catalog.FindProvider(typeof(ITokenIssuer));
        if (package is null)
        {
            await environment.Error.WriteLineAsync($"modular: no plugin in {setup.Catalog.Root} issues tokens (provides {typeof(ITokenIssuer).FullName}).");
            return ExitCode.Failed;
        }

        var settings = setup.Settings with { InsecureDevelopment = true };
        var catalog = setup.Catalog with { Candidates = [.. setup.Catalog.Candidates.Where(candidate => candidate.Id == package.Manifest.Id)] };
        using var loggerFactory = HostLog.Create(settings, LogLevel.Warning, standardErrorOnly: true);
        await using var runtime = new PluginRuntime(catalog, setup.Layers, settings, loggerFactory, environment.TimeProvider);
        await runtime.Supervisor.StartAsync(stop);
        try
        {
            var (token, problem) = await IssueAsync(runtime, subject, stop);
            if (token is null)
            {
                await environment.Error.WriteLineAsync($"modular: no token: {problem}");
                return ExitCode.Failed;
            }

            await environment.Output.WriteLineAsync(token);
            return ExitCode.Done;
        }
        finally
        {
            await runtime.StopAsync(StopBudget);
        }
    }

    /// <summary>Asks the running issuer for a token.</summary>
    public static async Task<(string? Token, string? Problem)> IssueAsync(PluginRuntime runtime, string subject, CancellationToken stop)
    {
        using var issuers = new Capability<ITokenIssuer>(runtime.Broker, runtime.LoggerFactory);
        if (!issuers.TryAcquire(out var lease))
        {
            var fault = runtime.Supervisor.Slots.Select(static slot => slot.Status.Fault).FirstOrDefault(static fault => fault is not null);
            return (null, fault?.Summary ?? "no plugin that issues tokens is running");
        }

        using (lease)
        {
            try
            {
                var outcome = await lease.Value.IssueAsync(new TokenRequest(subject, null), stop);
                return (outcome.AccessToken, outcome.Refusal);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return (null, $"the plugin {lease.Provider.Id} threw {exception.GetType().Name}: {exception.Message}");
            }
        }
    }
}
