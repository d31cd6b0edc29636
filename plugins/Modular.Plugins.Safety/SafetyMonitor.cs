using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Rules;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Safety;

namespace Modular.Plugins.Safety;

/// <summary>Reads the values in their periods and pulls the emergency stop when a trigger begins to hold.</summary>
internal sealed partial class SafetyMonitor : IHostedService, IAsyncDisposable
{
    private const string By = "modular.safety";

    // A trigger may hang on the age of a value, which changes without anything being read.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly SafetySettings _settings;
    private readonly ValueReader _reader;
    private readonly ICapability<IEmergencyStop> _stops;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Creates the monitor; nothing is read before it starts.</summary>
    public SafetyMonitor(SafetySettings settings, ValueReader reader, ICapability<IEmergencyStop> stops, TimeProvider time, ILogger<SafetyMonitor> logger)
    {
        _settings = settings;
        _reader = reader;
        _stops = stops;
        _time = time;
        _logger = logger;
    }

    /// <summary>Name of a trigger that holds now, or null.</summary>
    public string? HoldingTrigger => _settings.Triggers.FirstOrDefault(trigger => trigger.Holds)?.Name;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var token = _stop.Token;
        var work = _settings.Values
            .Where(value => !value.Options.Push)
            .Select(value => Task.Run(() => ReadAsync(value, token), CancellationToken.None));
        if (_settings.Triggers.Count > 0)
        {
            work = work.Append(Task.Run(() => LookAsync(token), CancellationToken.None));
        }

        _work = Task.WhenAll(work.ToArray());
        LogStarted(_settings.Rules.Count, _settings.Values.Count, _settings.Triggers.Count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Looks at the triggers once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task LookOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var trigger in _settings.Triggers)
        {
            if (trigger.Begins())
            {
                await StopAsync(trigger, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task StopAsync(Trigger trigger, CancellationToken cancellationToken)
    {
        LogTriggered(trigger.Name, trigger.Reason);
        try
        {
            using var lease = _stops.Acquire();
            await lease.Value.StopAsync($"{By}: {trigger.Name}", trigger.Reason, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The next look tries again: a stop that did not happen is the last thing to give up on.
            trigger.Again();
            LogNotStopped(trigger.Name, exception.Message);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await LookOnceAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(LookAgainAfter, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(VehicleValue value, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _reader.ReadAsync(value, cancellationToken).ConfigureAwait(false);
            await Task.Delay(value.Options.Period, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(6220, LogLevel.Information, "Watching over diagnostic services with {Rules} rules, {Values} values and {Triggers} triggers of an emergency stop")]
    private partial void LogStarted(int rules, int values, int triggers);

    [LoggerMessage(6221, LogLevel.Warning, "Trigger {Trigger} holds, so the emergency stop is pulled: {Reason}")]
    private partial void LogTriggered(string trigger, string reason);

    [LoggerMessage(6222, LogLevel.Error, "The emergency stop of trigger {Trigger} did not happen and is tried again: {Reason}")]
    private partial void LogNotStopped(string trigger, string reason);
}
