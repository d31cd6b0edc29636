using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;
using Modular.Uds.Messages;
using Modular.Uds.Messages.Services;

namespace Modular.Uds.Tester;

/// <summary>A tester of one ECU in a few lines: one method per service, results as values.</summary>
/// <remarks>
/// Safe for concurrent use; requests run one after the other. Every method throws <see cref="LinkException"/> when the link
/// fails, and leaves the channel usable when it is cancelled.
/// </remarks>
/// <example>
/// <code>
/// await using var ecu = UdsClient.Open(link);
/// var session = (await ecu.DiagnosticSessionControlAsync(DiagnosticSession.Extended, cancellationToken)).Value;
/// var vin = (await ecu.ReadDataByIdentifierAsync(0xF190, cancellationToken)).Value;
/// </code>
/// </example>
public sealed partial class UdsClient : IAsyncDisposable
{
    private readonly IProtocolChannel _channel;

    /// <summary>Uses a channel that is open.</summary>
    /// <param name="channel">The channel; this object disposes it.</param>
    public UdsClient(IProtocolChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Opens a channel on a link. Sends nothing.</summary>
    /// <param name="link">The link; it is disposed with this object.</param>
    /// <param name="timing">Timing and repeats; null for the defaults.</param>
    /// <param name="time">The clock that also stamps the link's messages; null for the system's.</param>
    /// <param name="logger">Gets what happens on the way; null for none.</param>
    /// <returns>The tester; the caller disposes it.</returns>
    public static UdsClient Open(IDiagnosticLink link, UdsTiming? timing = null, TimeProvider? time = null, ILogger? logger = null) =>
        new(new UdsChannel(link, timing ?? UdsTiming.Default, time ?? TimeProvider.System, logger ?? NullLogger.Instance));

    /// <summary>Sends any request and gives back the answer as it is.</summary>
    /// <param name="request">The request; it need not be valid.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    public async ValueTask<UdsResult<UdsResponse>> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var outcome = await _channel.ExchangeAsync(request, default, cancellationToken).ConfigureAwait(false);
        var kind = outcome.Kind switch
        {
            ExchangeOutcomeKind.Positive => UdsResultKind.Positive,
            ExchangeOutcomeKind.Negative => UdsResultKind.Negative,
            ExchangeOutcomeKind.NotExpected => UdsResultKind.NotExpected,
            _ => UdsResultKind.NoResponse,
        };
        var response = UdsResponse.TryParse(outcome.Response, out var parsed) ? parsed : default;
        return new UdsResult<UdsResponse>(_channel.Link.Name, (UdsServiceId)request.Span[0], kind, response, outcome);
    }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="TResponse">The positive response of the same service.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    public async ValueTask<UdsResult<TResponse>> SendAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : struct, IUdsRequestMessage<TRequest>
        where TResponse : struct, IUdsResponseMessage<TResponse>
    {
        var result = await SendAsync(request.ToRequest().Bytes, cancellationToken).ConfigureAwait(false);
        if (!result.IsPositive)
        {
            return result.Unanswered<TResponse>();
        }

        return TResponse.TryParse(result.Value, out var response)
            ? result.With(UdsResultKind.Positive, response)
            : result.With<TResponse>(UdsResultKind.Malformed, default);
    }

    /// <summary>Closes the channel and the link.</summary>
    /// <returns>Completes when both are closed.</returns>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();
}
