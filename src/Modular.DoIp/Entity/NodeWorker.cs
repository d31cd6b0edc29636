using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Modular.DoIp.Entity;

/// <summary>Hands an ECU its messages, one at a time, in the order of their arrival.</summary>
internal sealed partial class NodeWorker
{
    private readonly IDoIpNode _node;
    private readonly ILogger _logger;
    private readonly Channel<DoIpNodeRequest> _requests;
    private readonly Task _working;

    public NodeWorker(DoIpEntity entity, IDoIpNode node, int capacity, ILogger logger, CancellationToken stopping)
    {
        Entity = entity;
        _node = node;
        _logger = logger;

        // Wait mode with TryWrite only: a full queue refuses, so that the tester learns of it.
        _requests = Channel.CreateBounded<DoIpNodeRequest>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _working = Task.Run(() => WorkAsync(stopping), CancellationToken.None);
    }

    public DoIpEntity Entity { get; }

    public IDoIpNode Node => _node;

    public bool TryEnqueue(DoIpNodeRequest request) => _requests.Writer.TryWrite(request);

    public async Task StopAsync()
    {
        _requests.Writer.TryComplete();
        await _working.ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var request in _requests.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
            {
                await HandleAsync(request, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task HandleAsync(DoIpNodeRequest request, CancellationToken stopping)
    {
        try
        {
            await _node.HandleAsync(request, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The ECU is foreign code; its fault must not silence it for every later request.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NodeFailed(_logger, e, _node.LogicalAddress);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NodeFailed, LogLevel.Error, "ECU {Node:X4} failed to handle a request")]
        public static partial void NodeFailed(ILogger logger, Exception exception, ushort node);
    }
}
