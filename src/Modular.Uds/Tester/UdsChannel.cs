using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;
using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

/// <summary>The tester's side of UDS on one link: turns exchanges into outcomes.</summary>
/// <remarks>
/// <para>Times count from the moment the medium confirmed the request, so long segmented requests cost no answering time.</para>
/// <para>Answers that belong to no waiting request are dropped and counted in <see cref="DiscardedMessages"/>. After a
/// cancelled request, the next one of the same service waits until the late answer came or its time is over; negative
/// answers name nothing but the service, so nothing else could tell them apart.</para>
/// <para>A physical request with the suppress bit ends with the medium's confirmation: waiting for a refusal that seldom
/// comes would slow down every success. A functional one collects refusals for
/// <see cref="UdsTiming.SuppressedFunctionalWindow"/>. Tester present with the suppress bit takes no turn and leaves even
/// while another exchange waits.</para>
/// <para>A request is not repeated once the ECU said that it works on it: erasing twice is worse than not knowing.</para>
/// </remarks>
public sealed partial class UdsChannel : IProtocolChannel
{
    private readonly UdsTiming _timing;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ExchangeTurn _turn = new();
    private readonly ExchangeProgress _progress = new();
    private readonly TimedReceiver _receiver;
    private AbandonedExchange? _abandoned;
    private long _discarded;
    private int _disposed;

    /// <summary>Opens a channel. Sends nothing.</summary>
    /// <param name="link">The link; the channel becomes its only reader and disposes it.</param>
    /// <param name="timing">Timing and repeats.</param>
    /// <param name="time">The clock that also stamps the link's messages.</param>
    /// <param name="logger">Gets what happens on the way, without payloads.</param>
    public UdsChannel(IDiagnosticLink link, UdsTiming timing, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(timing);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        Link = link;
        _timing = timing;
        _time = time;
        _logger = logger;
        _receiver = new TimedReceiver(link, time);
    }

    /// <inheritdoc/>
    public IDiagnosticLink Link { get; }

    /// <summary>Messages dropped since the channel was opened because they answered nothing that was asked.</summary>
    public long DiscardedMessages => Interlocked.Read(ref _discarded);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="request"/> is empty.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ExchangeOutcome> ExchangeAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        ThrowIfUnusable(request, options);
        var matcher = new ResponseMatcher(request.Span);
        using var activity = UdsTrace.Start(Link.Name, matcher.Service, request.Length);
        try
        {
            var outcome = IsBackgroundTesterPresent(matcher)
                ? await SendOnlyAsync(request, options, new ExchangeProgress(), cancellationToken).ConfigureAwait(false)
                : await ExchangeInTurnAsync(request, matcher, options, cancellationToken).ConfigureAwait(false);
            if (activity is not null)
            {
                UdsTrace.Complete(activity, outcome);
            }

            return outcome;
        }
        catch (Exception exception) when (UdsTrace.Fail(activity, exception))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="request"/> is empty.</exception>
    public async IAsyncEnumerable<ExchangeOutcome> ExchangeFunctionalAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfUnusable(request, options);
        var matcher = new ResponseMatcher(request.Span);
        using var activity = UdsTrace.Start(Link.Name, matcher.Service, request.Length);
        if (IsBackgroundTesterPresent(matcher))
        {
            await Link.SendAsync(request, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        FunctionalCollector? collector = null;
        var responses = 0;
        var isComplete = false;
        try
        {
            await SettleAbandonedAsync(matcher.Service, cancellationToken).ConfigureAwait(false);
            DiscardWaiting();
            var started = _time.GetTimestamp();
            var confirmation = await Link.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var window = options.Timeout ?? (matcher.ExpectsPositiveResponse ? _timing.P6Max : _timing.SuppressedFunctionalWindow);
            collector = new FunctionalCollector(matcher, _timing, _time, started, confirmation.ConfirmedAt, window);
            while (await _receiver.ReceiveAsync(collector.Deadline, cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (collector.Accept(message, out var isForeign) is { } outcome)
                {
                    responses++;
                    yield return outcome;
                    RestoreCurrent(activity);
                }
                else if (isForeign)
                {
                    Discard(message);
                }
            }

            isComplete = true;
        }
        finally
        {
            if (collector is not null && !isComplete)
            {
                _abandoned = new AbandonedExchange(matcher, collector.Deadline, collector.Deadline, SeveralAnswers: true);
            }

            _turn.Release();
            if (activity is not null)
            {
                UdsTrace.CompleteFunctional(activity, responses);
            }
        }
    }

    /// <summary>Closes the channel and its link. Exchanges that run or wait end with a <see cref="LinkException"/>.</summary>
    /// <returns>Completes when the link is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _turn.Close(new LinkException(LinkFailure.Closed, $"The channel to {Link.Name} is closed."));
        await Link.DisposeAsync().ConfigureAwait(false);
    }

    private static void ThrowIfUnusable(ReadOnlyMemory<byte> request, in ExchangeOptions options)
    {
        if (request.IsEmpty)
        {
            throw new ArgumentException("A request has at least a service identifier.", nameof(request));
        }

        if (options.Timeout is { } timeout)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero, nameof(options));
        }

        if (options.Repeats is { } repeats)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(repeats, nameof(options));
        }
    }

    private static bool IsBackgroundTesterPresent(in ResponseMatcher matcher) =>
        matcher is { Service: UdsServiceId.TesterPresent, ExpectsPositiveResponse: false };

    // What a stream sets as current holds until it yields; then the reader's is current again.
    private static void RestoreCurrent(Activity? activity)
    {
        if (activity is not null)
        {
            Activity.Current = activity;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ExchangeOutcome> ExchangeInTurnAsync(
        ReadOnlyMemory<byte> request, ResponseMatcher matcher, ExchangeOptions options, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return matcher.ExpectsPositiveResponse
                ? await AskAsync(request, matcher, options, cancellationToken).ConfigureAwait(false)
                : await SendOnlyAsync(request, options, _progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<ExchangeOutcome> SendOnlyAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, ExchangeProgress progress, CancellationToken cancellationToken)
    {
        progress.Reset(_time.GetTimestamp());
        while (true)
        {
            try
            {
                progress.Confirmed = (await Link.SendAsync(request, cancellationToken).ConfigureAwait(false)).ConfirmedAt;
                return new ExchangeOutcome(ExchangeOutcomeKind.NotExpected, default, 0, progress.ToTimeline(_time.GetTimestamp()));
            }
            catch (LinkException failure) when (failure.IsTransient && progress.Repeats < (options.Repeats ?? _timing.Repeats))
            {
                progress.Repeats++;
                LogRepeatAfterFailure(_logger, Link.Name, (UdsServiceId)request.Span[0], progress.Repeats, failure.Message);
            }
        }
    }

    private void DiscardWaiting()
    {
        while (Link.TryReceive(out var stale))
        {
            Discard(stale);
        }
    }

    private void Discard(in LinkMessage message)
    {
        if (message.Kind == LinkMessageKind.Message)
        {
            Interlocked.Increment(ref _discarded);
            LogDiscarded(_logger, Link.Name, message.SourceAddress, message.Payload.Length);
        }
    }
}
