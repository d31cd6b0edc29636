using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Hands changes of ECUs to all who watch. A watcher too slow loses the oldest changes.</summary>
internal sealed class EcuEventHub
{
    /// <summary>Changes that wait for one watcher at most.</summary>
    public const int Capacity = 256;

    private readonly Lock _gate = new();
    private readonly List<Channel<EcuEvent>> _watchers = [];

    /// <summary>Tells all watchers of a change.</summary>
    /// <param name="change">The change.</param>
    public void Publish(EcuEvent change)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }
    }

    /// <summary>Watches from the moment of the call on, not only from the first read.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The changes.</returns>
    public IAsyncEnumerable<EcuEvent> WatchAsync(CancellationToken cancellationToken)
    {
        var watcher = Channel.CreateBounded<EcuEvent>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        lock (_gate)
        {
            _watchers.Add(watcher);
        }

        // Also without a reader the registration must end with its token.
        var registration = cancellationToken.UnsafeRegister(_ => Remove(watcher), null);
        return ReadAsync(watcher, registration, cancellationToken);
    }

    private async IAsyncEnumerable<EcuEvent> ReadAsync(
        Channel<EcuEvent> watcher, CancellationTokenRegistration registration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                await foreach (var change in watcher.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return change;
                }
            }
            finally
            {
                Remove(watcher);
            }
        }
    }

    private void Remove(Channel<EcuEvent> watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
        }
    }
}
