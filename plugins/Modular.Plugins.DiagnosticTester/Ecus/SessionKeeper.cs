using Microsoft.Extensions.Logging;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Sends tester present while at least one holder wants the session of an ECU kept alive.</summary>
/// <param name="name">Name of the ECU, for logs.</param>
/// <param name="period">Time between two messages (CP_TesterPresentTime).</param>
/// <param name="open">Gets the channel, or null while the ECU is not online.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures; they end nothing.</param>
internal sealed partial class SessionKeeper(
    string name,
    TimeSpan period,
    Func<CancellationToken, ValueTask<IProtocolChannel?>> open,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    // ISO 14229-1 TesterPresent with suppressPosRspMsgIndicationBit.
    private static readonly ReadOnlyMemory<byte> TesterPresent = new byte[] { 0x3E, 0x80 };

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private int _holders;
    private ITimer? _timer;
    private Task _tick = Task.CompletedTask;

    /// <summary>Starts with the first holder.</summary>
    /// <returns>Lets go when disposed; the last one stops.</returns>
    public IDisposable Hold()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (++_holders == 1)
            {
                _timer = time.CreateTimer(static keeper => ((SessionKeeper)keeper!).Tick(), this, period, period);
                LogStarted(name, period.TotalMilliseconds);
            }
        }

        return new Holder(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task tick;
        lock (_gate)
        {
            _stop.Cancel();
            _timer?.Dispose();
            _timer = null;
            tick = _tick;
        }

        await tick.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Tick()
    {
        lock (_gate)
        {
            // A send that takes longer than the period is followed by the next tick, not by a second send beside it.
            if (_timer is not null && _tick.IsCompleted && !_stop.IsCancellationRequested)
            {
                _tick = SendAsync(_stop.Token);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        using var activity = TesterTrace.StartKeepAlive(name);
        try
        {
            if (await open(cancellationToken).ConfigureAwait(false) is { } channel)
            {
                await channel.ExchangeAsync(TesterPresent, new ExchangeOptions(Repeats: 0), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is LinkException or DiagnosticException or ObjectDisposedException or OperationCanceledException)
        {
            TesterTrace.Fail(activity, exception);

            // The next request, or the transport, finds out whether the ECU is gone; a keep-alive never decides that.
            LogFailed(name, exception.Message);
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            if (--_holders == 0)
            {
                _timer?.Dispose();
                _timer = null;
                LogStopped(name);
            }
        }
    }

    [LoggerMessage(6020, LogLevel.Debug, "Keeping the session of {Ecu} alive every {PeriodMs} ms")]
    private partial void LogStarted(string ecu, double periodMs);

    [LoggerMessage(6021, LogLevel.Debug, "Stopped keeping the session of {Ecu} alive")]
    private partial void LogStopped(string ecu);

    [LoggerMessage(6022, LogLevel.Debug, "Tester present could not be sent to {Ecu}: {Reason}")]
    private partial void LogFailed(string ecu, string reason);

    private sealed class Holder(SessionKeeper keeper) : IDisposable
    {
        private SessionKeeper? _keeper = keeper;

        public void Dispose() => Interlocked.Exchange(ref _keeper, null)?.Release();
    }
}
