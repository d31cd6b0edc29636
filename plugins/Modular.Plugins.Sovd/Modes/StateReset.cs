using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Modes;

/// <summary>Brings an ECU back to the start states of its session and security charts.</summary>
internal sealed partial class StateReset
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly ICapability<IDiagnosticTester> _tester;
    private readonly TimeProvider _time;
    private readonly ILogger<StateReset> _logger;

    /// <summary>Creates the reset.</summary>
    /// <param name="tester">The diagnostic core.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what could not be reset.</param>
    public StateReset(ICapability<IDiagnosticTester> tester, TimeProvider time, ILogger<StateReset> logger)
    {
        _tester = tester;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Moves the session, then security, back to their start states. Never fails: an ECU that cannot be reached falls
    /// back by itself when tester present ends (S3Server).
    /// </summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="lockEpoch">Epoch under which the change is made, or null.</param>
    /// <param name="extent">Which charts, and whether also where they seem to stand at their start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when both charts were tried.</returns>
    public async Task ResetAsync(string ecuName, long? lockEpoch, ResetExtent extent, CancellationToken cancellationToken)
    {
        if (!_tester.TryAcquire(out var lease))
        {
            Log.ResetSkipped(_logger, ecuName, "no diagnostic tester runs");
            return;
        }

        using (lease)
        {
            if (lease.Value.FindEcu(ecuName) is not { } ecu)
            {
                return;
            }

            using var limit = new CancellationTokenSource(Limit, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var always = extent == ResetExtent.SessionAlwaysAndSecurity;
            await ResetChartAsync(ecu, StateCharts.Session, always, lockEpoch, both.Token).ConfigureAwait(false);
            if (extent != ResetExtent.Session)
            {
                await ResetChartAsync(ecu, StateCharts.Security, always: false, lockEpoch, both.Token).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask ResetChartAsync(IEcu ecu, string semantic, bool always, long? lockEpoch, CancellationToken cancellationToken)
    {
        if (StateCharts.Find(ecu.StateCharts, semantic) is not { } chart
            || (!always && string.Equals(chart.CurrentState, chart.StartState, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        try
        {
            var outcome = await ecu
                .ChangeStateAsync(new StateChange { ChartSemantic = semantic, LockEpoch = lockEpoch }, cancellationToken)
                .ConfigureAwait(false);
            if (!outcome.IsSuccess)
            {
                Log.ResetRefused(_logger, ecu.Name, semantic, chart.StartState, outcome.Kind.ToString(), outcome.NegativeResponseCode ?? 0);
            }
        }
        catch (DiagnosticException exception) when (exception.Failure == DiagnosticFailure.UnknownState)
        {
            // Usual for security: no service locks an ECU again, the session change above does.
            Log.ResetUnknown(_logger, ecu.Name, semantic, chart.StartState);
        }
        catch (Exception exception)
        {
            // The tester is another plugin: whatever it throws, the lock or session must end.
            Log.ResetSkipped(_logger, ecu.Name, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Warning, "Reset of {Ecu} to its start states was given up: {Reason}")]
        public static partial void ResetSkipped(ILogger logger, string ecu, string reason);

        [LoggerMessage(4002, LogLevel.Warning, "{Ecu} did not go to {State} of chart {Chart}: {Outcome}, NRC 0x{Nrc:X2}")]
        public static partial void ResetRefused(ILogger logger, string ecu, string chart, string state, string outcome, byte nrc);

        [LoggerMessage(4003, LogLevel.Debug, "No service of {Ecu} leads to {State} of chart {Chart}")]
        public static partial void ResetUnknown(ILogger logger, string ecu, string chart, string state);
    }
}
