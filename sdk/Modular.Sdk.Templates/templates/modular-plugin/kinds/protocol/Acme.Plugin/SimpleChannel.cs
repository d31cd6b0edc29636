using System.Runtime.CompilerServices;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Acme.Plugin;

/// <summary>Exchanges over one link, one after the other.</summary>
internal sealed class SimpleChannel(IDiagnosticLink link, TimeSpan timeout, TimeProvider time) : IProtocolChannel
{
    private const byte NegativeResponse = 0x7F;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public IDiagnosticLink Link => link;

    /// <inheritdoc/>
    public async ValueTask<ExchangeOutcome> ExchangeAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        await foreach (var outcome in ExchangeFunctionalAsync(request, options, cancellationToken).ConfigureAwait(false))
        {
            return outcome;
        }

        var now = time.GetTimestamp();
        return new ExchangeOutcome(ExchangeOutcomeKind.NoResponse, default, 0, new ExchangeTimeline(now, now, now, 0, 0, 0));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExchangeOutcome> ExchangeFunctionalAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // What came too late for an earlier exchange answers none of this one.
            while (link.TryReceive(out _))
            {
            }

            var started = time.GetTimestamp();
            var confirmation = await link.SendAsync(request, cancellationToken).ConfigureAwait(false);
            using var deadline = new CancellationTokenSource(options.Timeout ?? timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            while (await ReceiveAsync(either.Token, cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (message.Kind == LinkMessageKind.Message)
                {
                    yield return Outcome(message, new ExchangeTimeline(started, confirmation.ConfirmedAt, time.GetTimestamp(), 0, 0, 0));
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return link.DisposeAsync();
    }

    private static ExchangeOutcome Outcome(LinkMessage message, ExchangeTimeline timeline)
    {
        var isNegative = message.Payload.Length > 0 && message.Payload.Span[0] == NegativeResponse;
        return new ExchangeOutcome(
            isNegative ? ExchangeOutcomeKind.Negative : ExchangeOutcomeKind.Positive, message.Payload, message.SourceAddress, timeline);
    }

    private async ValueTask<LinkMessage?> ReceiveAsync(CancellationToken either, CancellationToken caller)
    {
        try
        {
            return await link.ReceiveAsync(either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return null;
        }
    }
}
