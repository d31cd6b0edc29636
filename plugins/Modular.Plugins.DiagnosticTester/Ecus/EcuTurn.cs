using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Lets one request at a time through to an ECU; the others wait a bounded time.</summary>
/// <param name="name">Name of the ECU, for errors.</param>
/// <param name="limit">Longest wait.</param>
/// <param name="time">The clock.</param>
internal sealed class EcuTurn(string name, TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends the turn when disposed.</returns>
    /// <exception cref="DiagnosticException">The wait took too long (<see cref="DiagnosticFailure.Busy"/>).</exception>
    public async ValueTask<Lease> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Nobody waits most of the time: no timer and no linked source then.
        if (!_turn.Wait(0, CancellationToken.None))
        {
            using var timeout = new CancellationTokenSource(limit, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await _turn.WaitAsync(linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DiagnosticException(
                    DiagnosticFailure.Busy,
                    $"{name} was busy with other requests for {limit.TotalSeconds:0.###} s. Repeat the request later.");
            }
        }

        return new Lease(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The turn, until it is disposed.</summary>
    /// <param name="turn">What to give back.</param>
    internal readonly struct Lease(SemaphoreSlim turn) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => turn.Release();
    }
}
