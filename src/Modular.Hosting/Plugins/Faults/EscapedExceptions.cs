using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Decides about exceptions which leave a thread: whose they are, and whether the process goes on.</summary>
internal sealed partial class EscapedExceptions(
    PluginAttribution attribution, FaultIsolation faults, TimeProvider timeProvider, ILogger<EscapedExceptions> logger)
{
    private const string Unattributed = "nobody's plugin";

    /// <summary>Decides about an exception that nobody caught.</summary>
    /// <returns>True when the process goes on.</returns>
    public bool Survive(Exception exception)
    {
        try
        {
            var fault = PluginFault.From(exception, PluginReasonCode.Unhandled, "nobody could catch it", timeProvider.GetUtcNow());
            var blame = attribution.Find(exception);
            if (blame is not { IsSurvivable: true })
            {
                Mourn(blame, fault);
                return false;
            }

            LogSurvived(blame.Plugin, fault.Summary, fault.Detail);
            faults.Monitor.Report(blame.Plugin, fault, FaultCause.Escaped);
            return true;
        }
        catch (Exception)
        {
            // Whatever goes wrong here, the process must end as it would have without a handler.
            return false;
        }
    }

    /// <summary>Takes note of a task which failed without anybody asking how it went. The process goes on in any case.</summary>
    /// <returns>True when it was a plugin's.</returns>
    public bool Observe(AggregateException exception)
    {
        if (attribution.Find(exception) is not { } blame)
        {
            return false;
        }

        var fault = PluginFault.From(exception.GetBaseException(), PluginReasonCode.Unobserved, "nobody awaited it", timeProvider.GetUtcNow());
        LogUnobserved(blame.Plugin, fault.Summary, fault.Detail);
        faults.Monitor.Report(blame.Plugin, fault, FaultCause.Threw);
        return true;
    }

    private void Mourn(PluginBlame? blame, PluginFault fault)
    {
        LogNotSurvived(blame?.Plugin.ToString() ?? Unattributed, fault.Summary, fault.Detail);
        if (blame is not null)
        {
            faults.Marks.Blame(
                blame.Plugin.Id,
                new(
                    blame.Plugin.Version,
                    PluginReasonCode.ProcessKilled,
                    $"Version {blame.Plugin.Version} of the plugin ended the process: {fault.Summary}",
                    fault.Time),
                blame.Manifest.IsRequired);
        }
    }

    [LoggerMessage(EventIds.PluginExceptionSurvived, LogLevel.Critical, "An exception escaped from {Plugin}; the server goes on without the plugin: {Reason} {Detail}")]
    private partial void LogSurvived(PluginIdentity plugin, string reason, string detail);

    [LoggerMessage(EventIds.PluginExceptionNotSurvived, LogLevel.Critical, "An exception escaped from {Plugin}, and the process ends: {Reason} {Detail}")]
    private partial void LogNotSurvived(string plugin, string reason, string detail);

    [LoggerMessage(EventIds.PluginExceptionUnobserved, LogLevel.Error, "A task of {Plugin} failed and nobody asked how it went: {Reason} {Detail}")]
    private partial void LogUnobserved(PluginIdentity plugin, string reason, string detail);
}
