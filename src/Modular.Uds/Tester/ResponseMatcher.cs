using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

/// <summary>
/// Recognises the answers to one request: a positive one repeats service, sub-function and identifiers, a negative one
/// names the service.
/// </summary>
internal readonly struct ResponseMatcher
{
    private readonly byte _serviceId;
    private readonly byte _echoLength;
    private readonly byte _echo0;
    private readonly byte _echo1;
    private readonly byte _echo2;

    public ResponseMatcher(ReadOnlySpan<byte> request)
    {
        _serviceId = request[0];
        var parameters = request[1..];
        var hasSubFunction = Service.HasSubFunction() && parameters.Length > 0;
        ExpectsPositiveResponse = !hasSubFunction || (parameters[0] & UdsRequest.SuppressPositiveResponseBit) == 0;

        // A deliberately short request has less to repeat.
        _echoLength = (byte)Math.Min(Service.EchoLength(), parameters.Length);
        _echo0 = _echoLength > 0 ? parameters[0] : (byte)0;
        _echo1 = _echoLength > 1 ? parameters[1] : (byte)0;
        _echo2 = _echoLength > 2 ? parameters[2] : (byte)0;
        if (hasSubFunction)
        {
            _echo0 = (byte)(_echo0 & ~UdsRequest.SuppressPositiveResponseBit);
        }
    }

    public UdsServiceId Service => (UdsServiceId)_serviceId;

    /// <summary>False when the request carries the suppress bit.</summary>
    public bool ExpectsPositiveResponse { get; }

    public ResponseMatch Match(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            return ResponseMatch.Foreign;
        }

        if (message[0] == UdsResponse.NegativeResponseId)
        {
            return message.Length < 3 || message[1] != _serviceId
                ? ResponseMatch.Foreign
                : message[2] == (byte)NegativeResponseCode.RequestCorrectlyReceivedResponsePending
                    ? ResponseMatch.Pending
                    : ResponseMatch.Negative;
        }

        Span<byte> echo = [_echo0, _echo1, _echo2];
        return message[0] == Service.ToResponseId() && message[1..].StartsWith(echo[.._echoLength])
            ? ResponseMatch.Positive
            : ResponseMatch.Foreign;
    }
}
