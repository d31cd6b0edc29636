using System.Net.Sockets;
using Modular.Hosting.Configuration;

namespace Modular.Hosting.Commands;

/// <summary><c>modular doctor</c>: cheap checks of the machine; loads no plugin.</summary>
internal static class DoctorCommand
{
    private const int RequiredRuntime = 10;

    public static async Task<int> RunAsync(HostSetup setup, HostEnvironment environment)
    {
        var isFine = true;
        foreach (var (isOk, text) in Check(setup))
        {
            isFine &= isOk;
            await environment.Output.WriteLineAsync($"{(isOk ? "ok  " : "FAIL")}  {text}");
        }

        return isFine ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<(bool IsOk, string Text)> Check(HostSetup setup)
    {
        yield return (Environment.Version.Major >= RequiredRuntime, $".NET {Environment.Version} ({RequiredRuntime}.0 or newer is needed)");
        var packages = setup.Catalog.Packages.Count();
        yield return (packages > 0, setup.Catalog.RootExists
            ? $"{packages} plugins in {setup.Catalog.Root}"
            : $"the plugin folder {setup.Catalog.Root} does not exist; --{HostKeys.PluginsPath}=DIR names another one");
        foreach (var candidate in setup.Catalog.Candidates)
        {
            if (candidate.Rejection is { } rejection)
            {
                yield return (false, $"plugin {candidate.Id} is rejected ({rejection.Code}): {rejection.Reason}");
            }
        }

        foreach (var mistake in setup.Mistakes.Concat(setup.Warnings))
        {
            yield return (false, $"configuration: {mistake}");
        }

        if (setup.Mistakes.Count == 0)
        {
            yield return (true, "configuration");
        }

        foreach (var address in setup.Settings.Addresses)
        {
            var problem = TryBind(address);
            yield return (problem is null, problem is null ? $"{address} is free" : $"{address} cannot be bound: {problem}");
        }
    }

    private static string? TryBind(ListenAddress address)
    {
        try
        {
            using var listener = new TcpListener(address.Address, address.Port);
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
    }
}
