using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;
using Modular.Sdk.Health;

namespace Modular.Hosting.Health;

/// <summary>Puts together what the host and the plugins say about their health.</summary>
internal sealed class HealthService(PluginSupervisor supervisor, FaultIsolation faults, ConfigurationStatus configuration, TimeProvider timeProvider)
{
    private const string Main = "main";
    private const string Safety = "safety";

    /// <summary>Reports the present state.</summary>
    public async Task<HealthDocument> GetAsync()
    {
        var reports = new List<(string Name, HealthReport Report)> { (Main, GetMain()) };

        if (faults.Safety.HasDemands)
        {
            var reason = faults.Safety.Reason;
            reports.Add((Safety, new HealthReport(reason is null ? HealthState.Up : supervisor.IsStarted ? HealthState.Failed : HealthState.Starting, reason)));
        }

        // All at once: however many hang, the answer takes no longer than for one.
        var running = supervisor.Slots.Where(static slot => slot.Status.State == PluginState.Running);
        reports.AddRange((await Task.WhenAll(running.Select(AskAsync))).SelectMany(static parts => parts));

        var troubles = supervisor.Slots.Select(static slot => slot.Status).Where(static status => PluginStateMachine.IsTrouble(status.State))
            .Select(static status => new PluginTrouble(
                status.Id, status.Version, status.State.ToString(), status.IsRequired, status.Fault?.Code, status.Fault?.Summary))
            .ToList();
        var unsigned = supervisor.Slots.Where(static slot => slot.Package?.Trust.IsUnsigned == true).Select(static slot => slot.Id).ToList();
        return new HealthDocument(
            Overall(reports).ToString(),
            ProductVersion.Text,
            [.. reports.Select(static item => new HealthComponent(item.Name, item.Report.State.ToString(), item.Report.Detail))],
            troubles.Count == 0 ? null : troubles,
            unsigned.Count == 0 ? null : unsigned,
            configuration.Refusal);
    }

    private async Task<(string Name, HealthReport Report)[]> AskAsync(PluginSlot slot)
    {
        if (slot.TryLeaseCurrent() is not { } generation)
        {
            return [];
        }

        // Under a lease: a part that is asked while its plugin is replaced must not answer from the grave.
        try
        {
            return await Task.WhenAll((generation.Offerings?.Health ?? []).Select(
                async probe => (probe.Name, await probe.GetReportAsync(faults.Monitor, timeProvider))));
        }
        finally
        {
            generation.Leases.Exit();
        }
    }

    private static HealthState Overall(List<(string Name, HealthReport Report)> reports)
    {
        if (reports.Exists(static item => item.Report.State == HealthState.Failed))
        {
            return HealthState.Failed;
        }

        return reports.TrueForAll(static item => item.Report.State == HealthState.Up) ? HealthState.Up : HealthState.Starting;
    }

    private HealthReport GetMain()
    {
        var missing = supervisor.Slots.Select(static slot => slot.Status)
            .FirstOrDefault(static status => status.IsRequired && PluginStateMachine.IsTrouble(status.State));
        if (missing is not null)
        {
            return new HealthReport(HealthState.Failed, $"The required plugin {missing.Id} does not run ({missing.State}).");
        }

        return supervisor.IsStarted
            ? new HealthReport(HealthState.Up)
            : new HealthReport(HealthState.Starting, supervisor.IsStopping ? "The server stops." : null);
    }
}
