using Modular.DoIp.Links;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Links;

/// <summary>
/// A link that finds its gateway when it is used first, so that links to ECUs of a vehicle which is not there yet can be
/// opened. From then on it passes everything on to the link below.
/// </summary>
internal sealed class GatewayLink : IDiagnosticLink
{
    private readonly GatewayLinkParameters _parameters;
    private readonly GatewayConnections _connections;
    private readonly GatewayConnection _gateway;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource<DoIpLink> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    /// <summary>Creates a link; nothing is looked for yet.</summary>
    /// <param name="parameters">Its addresses and patience.</param>
    /// <param name="connections">Where it takes its share of a connection.</param>
    /// <param name="time">The clock.</param>
    public GatewayLink(GatewayLinkParameters parameters, GatewayConnections connections, TimeProvider time)
    {
        _parameters = parameters;
        _connections = connections;
        _time = time;
        _gateway = connections.Acquire(parameters);
    }

    /// <inheritdoc/>
    public string Name => _parameters.Link.Name;

    /// <inheritdoc/>
    public LinkAddress Address => new(_parameters.Link.TesterAddress, _parameters.Link.TargetAddress, _parameters.Link.Addressing);

    /// <inheritdoc/>
    public LinkState State => Volatile.Read(ref _disposed) ? LinkState.Closed : Opened?.State ?? LinkState.Idle;

    /// <inheritdoc/>
    public long DroppedMessages => Opened?.DroppedMessages ?? 0;

    private DoIpLink? Opened => _opened.Task.IsCompletedSuccessfully ? _opened.Task.Result : null;

    /// <inheritdoc/>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        var link = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await link.ConnectAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var link = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await link.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        var link = Opened ?? await WaitUntilOpenedAsync(cancellationToken).ConfigureAwait(false);
        return await link.ReceiveAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool TryReceive(out LinkMessage message)
    {
        if (Opened is { } link)
        {
            return link.TryReceive(out message);
        }

        message = default;
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            Volatile.Write(ref _disposed, true);
        }

        await _closed.CancelAsync().ConfigureAwait(false);
        if (Opened is { } link)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }

        await _connections.ReleaseAsync(_gateway).ConfigureAwait(false);
        _closed.Dispose();
    }

    private async ValueTask<DoIpLink> OpenAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();

        // Also when the link is open: the gateway may have moved since.
        var entity = await _gateway.GetAsync(Name, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            ThrowIfClosed();
            if (Opened is { } link)
            {
                return link;
            }

            link = new DoIpLink(entity, _parameters.Link, _time);
            _opened.SetResult(link);
            return link;
        }
    }

    private async Task<DoIpLink> WaitUntilOpenedAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token, cancellationToken);
        try
        {
            return await _opened.Task.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Closed();
        }
    }

    private void ThrowIfClosed()
    {
        if (Volatile.Read(ref _disposed))
        {
            throw Closed();
        }
    }

    private LinkException Closed() => new(LinkFailure.Closed, $"The link to {Name} was closed.");
}
