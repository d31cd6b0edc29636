using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Safety;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Safety;

/// <summary>Ends whatever is done to the vehicle and keeps it so.</summary>
/// <param name="tester">Knows the ECUs.</param>
/// <param name="state">Where everything that sends looks.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Who stopped and released, and why.</param>
internal sealed partial class EmergencyBrake(DiagnosticTester tester, EmergencyStopState state, TimeProvider time, ILogger<EmergencyBrake> logger)
    : IEmergencyStop
{
    /// <summary>Longest time for all ECUs, which are told at the same time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public EmergencyStop? Current => state.Current;

    /// <inheritdoc/>
    public async ValueTask<EmergencyStopReport> StopAsync(string by, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        ArgumentException.ThrowIfNullOrEmpty(reason);

        // First of all: whatever looks from here on is refused, so only what looked before has to be aborted.
        var stop = new EmergencyStop(by, reason, time.GetUtcNow());
        state.Current = stop;
        LogStopped(by, reason);
        var ecus = await Task.WhenAll(tester.Groups.Select(StopAsync)).WaitAsync(cancellationToken).ConfigureAwait(false);
        return new EmergencyStopReport(stop, [.. ecus.SelectMany(group => group).OrderBy(ecu => ecu.Ecu, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <inheritdoc/>
    public bool Release(string by, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        if (state.Clear() is not { } stop)
        {
            return false;
        }

        LogReleased(by, reason, stop.By, stop.Reason, (time.GetUtcNow() - stop.Since).TotalSeconds);
        return true;
    }

    private async Task<EcuStop[]> StopAsync(EcuGroup group)
    {
        await group.Abort.AbortAsync().ConfigureAwait(false);
        var speaker = group.Speaker;
        var told = speaker.Condition.Connectivity == Connectivity.Online
            ? await TellAsync(speaker).ConfigureAwait(false)
            : new EcuStop(speaker.Name, EcuStopOutcome.NotReachable, $"it is {speaker.Status.State}");
        if (told.Outcome == EcuStopOutcome.Failed)
        {
            LogEcuFailed(told.Ecu, told.Detail);
        }
        else
        {
            LogEcu(told.Ecu, told.Outcome, told.Detail);
        }

        return
        [
            told,
            .. group.Members.Where(member => member != speaker)
                .Select(member => new EcuStop(member.Name, EcuStopOutcome.NotReachable, $"it is {member.Status.State}")),
        ];
    }

    private async Task<EcuStop> TellAsync(Ecu ecu)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            var outcome = await ecu.ReturnToDefaultSessionAsync(limit.Token).ConfigureAwait(false);
            return outcome.Kind switch
            {
                ExchangeOutcomeKind.Positive => new EcuStop(ecu.Name, EcuStopOutcome.DefaultSession),
                ExchangeOutcomeKind.Negative => new EcuStop(ecu.Name, EcuStopOutcome.Failed, $"it refused with NRC 0x{outcome.NegativeResponseCode ?? 0:X2}"),
                _ => new EcuStop(ecu.Name, EcuStopOutcome.Failed, "it did not answer"),
            };
        }
        catch (OperationCanceledException)
        {
            return new EcuStop(ecu.Name, EcuStopOutcome.Failed, $"it was not reached within {Limit.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is LinkException or DiagnosticException or ObjectDisposedException)
        {
            return new EcuStop(ecu.Name, EcuStopOutcome.Failed, exception.Message);
        }
        catch (Exception exception)
        {
            // A protocol or transport of somebody else: one ECU must not keep the others from being reported.
            return new EcuStop(ecu.Name, EcuStopOutcome.Failed, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    [LoggerMessage(6055, LogLevel.Critical, "Emergency stop by {By}: {Reason}")]
    private partial void LogStopped(string by, string reason);

    [LoggerMessage(6056, LogLevel.Warning, "Emergency stop released by {By}: {Reason} (stopped by {StoppedBy}: {StopReason}, {DurationS:0} s ago)")]
    private partial void LogReleased(string by, string reason, string stoppedBy, string stopReason, double durationS);

    [LoggerMessage(6057, LogLevel.Information, "Emergency stop of {Ecu}: {Outcome} {Detail}")]
    private partial void LogEcu(string ecu, EcuStopOutcome outcome, string? detail);

    [LoggerMessage(6058, LogLevel.Error, "Emergency stop of {Ecu} failed: {Detail}")]
    private partial void LogEcuFailed(string ecu, string? detail);
}
