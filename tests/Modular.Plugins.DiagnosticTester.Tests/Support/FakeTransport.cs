using System.Threading.Channels;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>A transport that opens links to nowhere and lets a test raise events.</summary>
internal sealed class FakeTransport : ITransport
{
    private readonly Lock _gate = new();
    private readonly List<Channel<TransportEvent>> _watchers = [];
    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _discoveries;

    public string Name => "fake";

    public TransportCapabilities Capabilities => TransportCapabilities.SharedConnection;

    public IReadOnlyList<TransportNode> Nodes { get; set; } = [];

    /// <summary>Thrown by every discovery while set.</summary>
    public LinkException? DiscoveryFailure { get; set; }

    /// <summary>How often it was told to discover.</summary>
    public int Discoveries => Volatile.Read(ref _discoveries);

    /// <summary>Completes when somebody watches.</summary>
    public Task Watched => _watched.Task;

    public bool Supports(LinkParameters parameters) => parameters.ComParams.GetNumber("CP_DoIPLogicalEcuAddress") is not null;

    public ValueTask<IDiagnosticLink> OpenAsync(LinkParameters parameters, CancellationToken cancellationToken) =>
        new(new FakeLink(parameters.Name, new LinkAddress(
            0x0E00, parameters.ComParams.GetNumber("CP_DoIPLogicalEcuAddress")!.Value, AddressingMode.Physical)));

    public ValueTask<IReadOnlyList<TransportNode>> DiscoverAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _discoveries);
        return DiscoveryFailure is { } failure ? throw failure : new(Nodes);
    }

    public IAsyncEnumerable<TransportEvent> WatchAsync(CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<TransportEvent>();
        lock (_gate)
        {
            _watchers.Add(events);
        }

        _watched.TrySetResult();
        return events.Reader.ReadAllAsync(cancellationToken);
    }

    public void Raise(TransportEventKind kind, uint address, string where = "10.0.0.1", int lost = 0)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(new TransportEvent(kind, address, where, Lost: lost));
            }
        }
    }

    /// <summary>How many watch now.</summary>
    public int Watchers
    {
        get
        {
            lock (_gate)
            {
                return _watchers.Count;
            }
        }
    }

    /// <summary>Ends all streams with an exception.</summary>
    public void Break(Exception exception)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete(exception);
            }

            _watchers.Clear();
        }
    }

    private sealed class FakeLink(string name, LinkAddress address) : IDiagnosticLink
    {
        public string Name => name;

        public LinkAddress Address => address;

        public LinkState State => LinkState.Connected;

        public long DroppedMessages => 0;

        public ValueTask ConnectAsync(CancellationToken cancellationToken) => default;

        public ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public bool TryReceive(out LinkMessage message) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
