using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Events;

/// <summary>Hands events to all who watch. A watcher too slow loses the oldest ones and is told how many.</summary>
internal sealed class TransportEventHub
{
    /// <summary>Events that wait for one watcher at most.</summary>
    public const int Capacity = 256;

    private readonly Lock _gate = new();
    private readonly List<Watcher> _watchers = [];

    /// <summary>Tells all watchers.</summary>
    /// <param name="happened">What happened.</param>
    public void Publish(TransportEvent happened)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Add(happened);
            }
        }
    }

    /// <summary>Watches from the moment of the call on, not only from the first read.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The events.</returns>
    public IAsyncEnumerable<TransportEvent> WatchAsync(CancellationToken cancellationToken)
    {
        var watcher = new Watcher();
        lock (_gate)
        {
            _watchers.Add(watcher);
        }

        // Also without a reader the registration must end with its token.
        var registration = cancellationToken.UnsafeRegister(_ => Remove(watcher), null);
        return ReadAsync(watcher, registration, cancellationToken);
    }

    private async IAsyncEnumerable<TransportEvent> ReadAsync(
        Watcher watcher, CancellationTokenRegistration registration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                await foreach (var happened in watcher.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    var lost = watcher.TakeLost();
                    yield return lost == 0 ? happened : happened with { Lost = lost };
                }
            }
            finally
            {
                Remove(watcher);
            }
        }
    }

    private void Remove(Watcher watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
        }
    }

    private sealed class Watcher
    {
        private readonly Channel<TransportEvent> _events;
        private int _lost;

        public Watcher() => _events = Channel.CreateBounded<TransportEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _lost));

        public ChannelReader<TransportEvent> Reader => _events.Reader;

        public void Add(TransportEvent happened) => _events.Writer.TryWrite(happened);

        public int TakeLost() => Interlocked.Exchange(ref _lost, 0);
    }
}
