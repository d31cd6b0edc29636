using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Modular.DoIp.Tester;

/// <content>The one task that owns the connection below: it connects, waits for the loss and recovers.</content>
public sealed partial class DoIpEntityConnection
{
    private async Task RunAsync()
    {
        // It began in the first request and outlives it; each attempt says for itself whose trace it belongs to.
        Activity.Current = null;
        var failures = 0;
        var isFirst = true;
        try
        {
            while (true)
            {
                Change(isFirst && failures == 0 ? DoIpConnectionState.Connecting : DoIpConnectionState.Recovering, null);
                DoIpConnection connection;
                try
                {
                    connection = await DoIpConnection.OpenAsync(RemoteEndPoint, _options.Connection, _router, TakeDemander(), _time, _logger, _closing.Token)
                        .ConfigureAwait(false);
                }
                catch (DoIpException e)
                {
                    failures = await AfterFailureAsync(e, failures).ConfigureAwait(false);
                    continue;
                }

                failures = 0;
                await using (connection.ConfigureAwait(false))
                {
                    await HoldAsync(connection, isFirst).ConfigureAwait(false);
                }

                isFirst = false;
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task HoldAsync(DoIpConnection connection, bool isFirst)
    {
        connection.Occurred += Forward;
        TaskCompletionSource<DoIpConnection> attempt;
        lock (_gate)
        {
            _current = connection;
            _entityAddress = connection.EntityAddress;
            SetState(DoIpConnectionState.Connected, null);
            RenewDemand();
            attempt = _attempt;
        }

        attempt.TrySetResult(connection);
        if (!isFirst)
        {
            Log.Recovered(_logger, RemoteEndPoint);
        }

        var reason = await connection.Completion.WaitAsync(_closing.Token).ConfigureAwait(false);
        connection.Occurred -= Forward;
        Task demand;
        lock (_gate)
        {
            _current = null;
            SetState(DoIpConnectionState.Lost, reason);
            RenewAttempt();
            demand = _demand.Task;
        }

        if (!_options.RecoverAutomatically)
        {
            await demand.WaitAsync(_closing.Token).ConfigureAwait(false);
        }
    }

    private async Task<int> AfterFailureAsync(DoIpException failure, int failures)
    {
        // What an entity without TLS on our side says once, it says always.
        var isFinal = failures >= _options.RetryAttempts || failure.Cause == DoIpFailureCause.TlsRequired;
        Task demand;
        lock (_gate)
        {
            SetState(isFinal ? DoIpConnectionState.Failed : DoIpConnectionState.Recovering, failure);
            FailAttempt(failure);
            RenewAttempt();
            RenewDemand();
            demand = _demand.Task;
        }

        if (isFinal)
        {
            Log.RecoveryFailed(_logger, RemoteEndPoint, failures + 1, failure.Message);
            await demand.WaitAsync(_closing.Token).ConfigureAwait(false);
            return 0;
        }

        Log.RecoveryAttemptFailed(_logger, RemoteEndPoint, failure.Message);
        try
        {
            await demand.WaitAsync(_options.RetryDelay, _time, _closing.Token).ConfigureAwait(false);
            return 0;
        }
        catch (TimeoutException)
        {
            return failures + 1;
        }
    }

    // Once: what the connection does on its own later begins a trace of its own.
    private ActivityContext TakeDemander()
    {
        lock (_gate)
        {
            var demander = _demandedBy;
            _demandedBy = default;
            return demander;
        }
    }

    private void Forward(object? sender, DoIpConnectionEvent occurred) => Occurred?.Invoke(this, occurred);

    private void FailAttempt(DoIpException failure) => _attempt.TrySetException(failure);

    // Requests from now on wait for the next attempt.
    private void RenewAttempt()
    {
        if (_attempt.Task.IsCompleted)
        {
            _attempt = NewAttempt();
        }
    }

    // Requests so far have been served; only later ones start an attempt.
    private void RenewDemand()
    {
        _demand = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _demandedBy = default;
    }

    private void Change(DoIpConnectionState state, DoIpException? reason)
    {
        lock (_gate)
        {
            SetState(state, reason);
        }
    }

    private void SetState(DoIpConnectionState state, DoIpException? reason)
    {
        if (_state == state || _state == DoIpConnectionState.Closed)
        {
            return;
        }

        var change = new DoIpConnectionStateChange(_state, state, reason);
        _state = state;
        foreach (var watcher in _watchers)
        {
            watcher.Writer.TryWrite(change);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RecoveryAttemptFailed, LogLevel.Debug, "An attempt to connect to {Endpoint} failed: {Reason}")]
        public static partial void RecoveryAttemptFailed(ILogger logger, System.Net.EndPoint endpoint, string reason);

        [LoggerMessage(EventIds.RecoveryFailed, LogLevel.Warning, "Gave up connecting to {Endpoint} after {Attempts} attempts: {Reason}")]
        public static partial void RecoveryFailed(ILogger logger, System.Net.EndPoint endpoint, int attempts, string reason);

        [LoggerMessage(EventIds.Recovered, LogLevel.Information, "Recovered the connection to {Endpoint}")]
        public static partial void Recovered(ILogger logger, System.Net.EndPoint endpoint);
    }
}
