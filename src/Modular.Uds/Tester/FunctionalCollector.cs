using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Uds.Tester;

/// <summary>Gathers the answers to one functional request, each ECU with its own patience.</summary>
internal sealed class FunctionalCollector(
    ResponseMatcher matcher, UdsTiming timing, TimeProvider time, long started, long confirmed, TimeSpan window)
{
    private readonly Dictionary<uint, Responder> _responders = [];
    private readonly long _windowEnd = time.AddTo(confirmed, window);

    /// <summary>When the last answer that is still possible must have begun.</summary>
    public long Deadline => _responders.Values.Aggregate(_windowEnd, static (latest, responder) => Math.Max(latest, responder.Deadline));

    /// <summary>Takes a message.</summary>
    /// <param name="message">What came.</param>
    /// <param name="isForeign">Whether the message belongs to something else.</param>
    /// <returns>The ECU's outcome when this was its final answer.</returns>
    public ExchangeOutcome? Accept(in LinkMessage message, out bool isForeign)
    {
        isForeign = false;
        var responder = _responders.GetValueOrDefault(message.SourceAddress);
        if (message.Kind == LinkMessageKind.Indication)
        {
            if (!responder.IsDone)
            {
                var completion = time.AddTo(message.FirstSeen, timing.ReceptionMax);
                _responders[message.SourceAddress] = responder with { Deadline = Math.Max(responder.Deadline, completion) };
            }

            return null;
        }

        var match = matcher.Match(message.Payload.Span);
        isForeign = match == ResponseMatch.Foreign
            || responder.IsDone
            || message.FirstSeen > Math.Max(_windowEnd, responder.Deadline);
        if (isForeign)
        {
            return null;
        }

        if (match == ResponseMatch.Pending && timing.Pending.Handling != ResponseHandling.Disabled)
        {
            _responders[message.SourceAddress] = Prolong(responder, message.Completed);
            return null;
        }

        _responders[message.SourceAddress] = responder with { IsDone = true, Deadline = 0 };
        var kind = match == ResponseMatch.Positive ? ExchangeOutcomeKind.Positive : ExchangeOutcomeKind.Negative;
        var timeline = new ExchangeTimeline(started, confirmed, time.GetTimestamp(), responder.PendingResponses, 0, 0);
        return new ExchangeOutcome(kind, message.Payload, message.SourceAddress, timeline);
    }

    private Responder Prolong(Responder responder, long completed)
    {
        var limit = responder.PendingResponses > 0
            ? responder.PendingLimit
            : timing.Pending.Handling == ResponseHandling.ContinueUnlimited
                ? long.MaxValue
                : time.AddTo(completed, timing.Pending.CompletionTimeout);
        return responder with
        {
            PendingResponses = responder.PendingResponses + 1,
            PendingLimit = limit,
            Deadline = Math.Min(time.AddTo(completed, timing.P6Star), limit),
        };
    }

    private readonly record struct Responder(int PendingResponses, long PendingLimit, long Deadline, bool IsDone);
}
