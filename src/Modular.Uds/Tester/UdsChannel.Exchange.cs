using System.Runtime.CompilerServices;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;
using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

// One physical exchange. Runs only with the turn.
public sealed partial class UdsChannel
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ExchangeOutcome> AskAsync(
        ReadOnlyMemory<byte> request, ResponseMatcher matcher, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var progress = _progress;
        progress.Reset(_time.GetTimestamp());
        await SettleAbandonedAsync(matcher.Service, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            DiscardWaiting();
            var answer = await AttemptAsync(request, matcher, options, cancellationToken).ConfigureAwait(false);
            if (answer is not { } message)
            {
                if (progress.PendingLimit is null && progress.Repeats < (options.Repeats ?? _timing.Repeats))
                {
                    progress.Repeats++;
                    LogRepeatAfterSilence(_logger, Link.Name, matcher.Service, progress.Repeats);
                    continue;
                }

                return new ExchangeOutcome(ExchangeOutcomeKind.NoResponse, default, 0, progress.ToTimeline(_time.GetTimestamp()));
            }

            var kind = matcher.Match(message.Payload.Span) == ResponseMatch.Positive
                ? ExchangeOutcomeKind.Positive
                : ExchangeOutcomeKind.Negative;
            if (kind == ExchangeOutcomeKind.Negative
                && await PauseBeforeBusyRepeatAsync(message, matcher.Service, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            return new ExchangeOutcome(kind, message.Payload, message.SourceAddress, progress.ToTimeline(_time.GetTimestamp()));
        }
    }

    /// <summary>Sends once and waits. Null is silence, or a transient failure that leaves another attempt.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LinkMessage?> AttemptAsync(
        ReadOnlyMemory<byte> request, ResponseMatcher matcher, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var progress = _progress;
        var firstTimeout = options.Timeout ?? _timing.P6Max;
        progress.PendingLimit = null;
        progress.Deadline = _time.AddTo(_time.GetTimestamp(), firstTimeout);
        try
        {
            progress.Confirmed = (await Link.SendAsync(request, cancellationToken).ConfigureAwait(false)).ConfirmedAt;
            progress.Deadline = _time.AddTo(progress.Confirmed, firstTimeout);
            return await AwaitAnswerAsync(matcher, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkException failure) when (
            failure.IsTransient && progress.PendingLimit is null && progress.Repeats < (options.Repeats ?? _timing.Repeats))
        {
            LogTransientFailure(_logger, Link.Name, matcher.Service, failure.Message);
            return null;
        }
        catch (OperationCanceledException)
        {
            var limit = progress.PendingLimit ?? PendingLimitFrom(progress.Deadline);
            _abandoned = new AbandonedExchange(matcher, progress.Deadline, limit, SeveralAnswers: false);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LinkMessage?> AwaitAnswerAsync(ResponseMatcher matcher, CancellationToken cancellationToken)
    {
        var progress = _progress;
        var receptionDeadline = 0L;
        while (true)
        {
            var deadline = Math.Max(progress.Deadline, receptionDeadline);
            if (await _receiver.ReceiveAsync(deadline, cancellationToken).ConfigureAwait(false) is not { } message)
            {
                return null;
            }

            if (message.Kind == LinkMessageKind.Indication)
            {
                receptionDeadline = _time.AddTo(message.FirstSeen, _timing.ReceptionMax);
                continue;
            }

            receptionDeadline = 0;
            switch (matcher.Match(message.Payload.Span))
            {
                case ResponseMatch.Foreign:
                    Discard(message);
                    break;
                case ResponseMatch.Pending when _timing.Pending.Handling != ResponseHandling.Disabled:
                    progress.PendingResponses++;
                    progress.PendingLimit ??= PendingLimitFrom(message.Completed);
                    progress.Deadline = Math.Min(_time.AddTo(message.Completed, _timing.P6Star), progress.PendingLimit.Value);
                    LogPending(_logger, Link.Name, matcher.Service, progress.PendingResponses);
                    break;
                default:
                    return message;
            }
        }
    }

    /// <summary>Waits when the ECU asked for a repeat and may have one.</summary>
    /// <returns>True when the request is to be sent again.</returns>
    private async ValueTask<bool> PauseBeforeBusyRepeatAsync(
        LinkMessage answer, UdsServiceId service, CancellationToken cancellationToken)
    {
        var code = (NegativeResponseCode)answer.Payload.Span[2];
        if (!code.AsksForRepeat())
        {
            return false;
        }

        var handling = code == NegativeResponseCode.BusyRepeatRequest ? _timing.Busy : _timing.ResourceUnavailable;
        if (handling.Handling == ResponseHandling.Disabled)
        {
            return false;
        }

        _progress.BusyLimit ??= handling.Handling == ResponseHandling.ContinueUnlimited
            ? long.MaxValue
            : _time.AddTo(answer.Completed, handling.CompletionTimeout);
        if (_time.AddTo(_time.GetTimestamp(), handling.RequestTime) > _progress.BusyLimit)
        {
            return false;
        }

        _progress.BusyRepeats++;
        LogBusy(_logger, Link.Name, service, code, _progress.BusyRepeats);
        await Task.Delay(handling.RequestTime, _time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Lets the answer of a cancelled request of the same service pass by.</summary>
    private async ValueTask SettleAbandonedAsync(UdsServiceId service, CancellationToken cancellationToken)
    {
        while (_abandoned is { } abandoned && abandoned.Matcher.Service == service)
        {
            LinkMessage? late = null;
            try
            {
                late = await _receiver.ReceiveAsync(abandoned.Deadline, cancellationToken).ConfigureAwait(false);
            }
            catch (LinkException)
            {
                // The late answer was lost with the connection; the send that follows reports what else is wrong.
            }

            _abandoned = null;
            if (late is not { } message)
            {
                return;
            }

            Discard(message);
            var match = message.Kind == LinkMessageKind.Message ? abandoned.Matcher.Match(message.Payload.Span) : ResponseMatch.Foreign;
            var isOver = !abandoned.SeveralAnswers && match is ResponseMatch.Positive or ResponseMatch.Negative;
            if (!isOver)
            {
                _abandoned = match == ResponseMatch.Pending
                    ? abandoned with { Deadline = Math.Min(_time.AddTo(message.Completed, _timing.P6Star), abandoned.PendingLimit) }
                    : abandoned;
            }
        }
    }

    private long PendingLimitFrom(long timestamp) => _timing.Pending.Handling == ResponseHandling.ContinueUnlimited
        ? long.MaxValue
        : _time.AddTo(timestamp, _timing.Pending.CompletionTimeout);
}
