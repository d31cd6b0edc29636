using System.Threading.Channels;
using Modular.Sdk.Transports;

namespace Acme.Plugin;

/// <summary>A link to the ECU in memory, which answers every request positively: the service identifier plus 0x40.</summary>
internal sealed class MemoryLink(string name, LinkAddress address, TimeProvider time) : IDiagnosticLink
{
    private const int Capacity = 64;
    private const byte PositiveResponse = 0x40;

    private readonly Channel<LinkMessage> _received = Channel.CreateBounded<LinkMessage>(Capacity);
    private volatile LinkState _state = LinkState.Idle;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public LinkAddress Address => address;

    /// <inheritdoc/>
    public LinkState State => _state;

    /// <inheritdoc/>
    public long DroppedMessages => 0;

    /// <inheritdoc/>
    public ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        _state = LinkState.Connected;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var sent = time.GetTimestamp();
        if (!message.IsEmpty)
        {
            var answer = message.ToArray();
            answer[0] += PositiveResponse;
            var now = time.GetTimestamp();
            await _received.Writer.WriteAsync(
                new LinkMessage(LinkMessageKind.Message, address.Target, address.Source, answer, now, now), cancellationToken).ConfigureAwait(false);
        }

        return new SendConfirmation(sent);
    }

    /// <inheritdoc/>
    public async ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _received.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new LinkException(LinkFailure.Closed, $"The link to {name} is closed.");
        }
    }

    /// <inheritdoc/>
    public bool TryReceive(out LinkMessage message) => _received.Reader.TryRead(out message);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _state = LinkState.Closed;
        _received.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void ThrowIfClosed()
    {
        if (_state == LinkState.Closed)
        {
            throw new LinkException(LinkFailure.Closed, $"The link to {name} is closed.");
        }
    }
}
