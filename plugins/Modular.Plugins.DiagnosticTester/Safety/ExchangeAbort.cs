namespace Modular.Plugins.DiagnosticTester.Safety;

/// <summary>
/// Lets an emergency stop end the exchange that holds an ECU's turn. One cancellation source serves all exchanges of the
/// ECU, so that a request does not pay for a stop that never comes.
/// </summary>
internal sealed class ExchangeAbort : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _source = new();
    private bool _isRunning;

    /// <summary>Begins an exchange. The caller holds the turn.</summary>
    /// <param name="cancellationToken">The caller's own wish to give up.</param>
    /// <returns>The token of the exchange; disposing it ends the exchange.</returns>
    public Scope Enter(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isRunning = true;
        }

        var source = _source;
        return new Scope(this, source, cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source));
    }

    /// <summary>Ends the exchange that runs, if any.</summary>
    /// <returns>Completes when it was told.</returns>
    public Task AbortAsync()
    {
        lock (_gate)
        {
            // Callbacks run elsewhere: the exchange may end, and leave, while this still holds the gate.
            return _isRunning ? _source.CancelAsync() : Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private void Leave()
    {
        lock (_gate)
        {
            _isRunning = false;
            if (!_source.TryReset())
            {
                // Not disposed: its callbacks may still run, and without a timer there is nothing to release.
                _source = new CancellationTokenSource();
            }
        }
    }

    /// <summary>A running exchange.</summary>
    internal readonly struct Scope(ExchangeAbort owner, CancellationTokenSource source, CancellationTokenRegistration registration) : IDisposable
    {
        /// <summary>Cancelled by the caller or by an emergency stop.</summary>
        public CancellationToken Token => source.Token;

        /// <inheritdoc/>
        public void Dispose()
        {
            // Waits for a callback that runs, so that none reaches the source after it was reset for the next exchange.
            registration.Dispose();
            owner.Leave();
        }
    }
}
