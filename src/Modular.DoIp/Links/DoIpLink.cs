using Modular.DoIp.Messages;
using Modular.DoIp.Telemetry;
using Modular.DoIp.Tester;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Links;

/// <summary>A logical link to one ECU, or to all behind a functional address, over a connection that many links share.</summary>
/// <remarks>Disposing the link leaves the connection to its owner.</remarks>
public sealed class DoIpLink : IDiagnosticLink
{
    private readonly DoIpEntityConnection _connection;
    private readonly DoIpLinkOptions _options;
    private readonly TimeProvider _time;
    private readonly DiagnosticSubscription _answers;
    private int _disposed;

    /// <summary>Opens the link; the connection is touched by the first send.</summary>
    /// <param name="connection">Connection to the entity in front of the ECU.</param>
    /// <param name="options">Addresses and patience.</param>
    /// <param name="timeProvider">Clock for the pauses between repetitions; null takes the system's.</param>
    public DoIpLink(DoIpEntityConnection connection, DoIpLinkOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        _connection = connection;
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _answers = connection.Subscribe(IsFunctional ? null : options.ResponseAddress ?? options.TargetAddress);
        Address = new LinkAddress(options.TesterAddress, options.TargetAddress, options.Addressing);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public LinkAddress Address { get; }

    /// <inheritdoc/>
    public LinkState State => Volatile.Read(ref _disposed) != 0 ? LinkState.Closed : _connection.State switch
    {
        DoIpConnectionState.Connected => LinkState.Connected,
        DoIpConnectionState.Lost or DoIpConnectionState.Recovering => LinkState.Recovering,
        DoIpConnectionState.Failed => LinkState.Failed,
        DoIpConnectionState.Closed => LinkState.Closed,
        _ => LinkState.Idle,
    };

    /// <inheritdoc/>
    public long DroppedMessages => _answers.Dropped;

    private bool IsFunctional => _options.Addressing == AddressingMode.Functional;

    /// <inheritdoc/>
    /// <exception cref="DoIpException">The connection cannot be had; the cause tells the stage.</exception>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        await _connection.ConnectAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="DoIpException">The entity refused the message, did not acknowledge it, or the connection failed.</exception>
    public async ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        _answers.ForgetLoss();
        var send = new DiagnosticSend(_options.TargetAddress, message)
        {
            Source = _options.TesterAddress,
            IsFunctional = IsFunctional,
            AcknowledgementTimeout = _options.AcknowledgementTimeout,
        };
        for (var refusals = 0; ; refusals++)
        {
            var acknowledgement = await TransmitAsync(send, cancellationToken).ConfigureAwait(false);
            if (acknowledgement.IsPositive)
            {
                return new SendConfirmation(acknowledgement.Timestamp);
            }

            if (acknowledgement.NegativeCode is not { } code || refusals >= _options.Retries.GetValueOrDefault(code))
            {
                throw Failure(acknowledgement);
            }

            await Task.Delay(_options.RetryPeriod, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DoIpException">The connection was lost while waiting, or since the last send.</exception>
    public async ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken) =>
        ToLinkMessage(await _answers.ReceiveAsync(cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public bool TryReceive(out LinkMessage message)
    {
        var received = _answers.TryReceive(out var answer);
        message = received ? ToLinkMessage(answer) : default;
        return received;
    }

    /// <summary>Ends the link; a waiting reader fails.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _answers.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private LinkMessage ToLinkMessage(in ReceivedDiagnosticMessage message)
    {
        DoIpTrace.Receive(message, _time);
        return new(LinkMessageKind.Message, message.Source, message.Target, message.UserData, message.FirstSeen, message.Completed);
    }

    // A connection often turns out to be broken only when something is written to it; the message has not left then.
    private async ValueTask<DiagnosticAcknowledgement> TransmitAsync(DiagnosticSend send, CancellationToken cancellationToken)
    {
        for (var repeats = 0; ; repeats++)
        {
            try
            {
                return await _connection.SendDiagnosticAsync(send, cancellationToken).ConfigureAwait(false);
            }
            catch (DoIpException e) when (e.Cause == DoIpFailureCause.SendFailed && repeats < _options.TransmissionRepeats)
            {
                // The next round connects anew.
            }
        }
    }

    private DoIpException Failure(DiagnosticAcknowledgement acknowledgement)
    {
        var endpoint = _connection.RemoteEndPoint.ToString();
        var what = $"{Name}: the entity at {endpoint}";
        var to = $"the message to 0x{_options.TargetAddress:X4}";
        if (acknowledgement.NegativeCode == DiagnosticMessageNegativeAcknowledgementCode.DiagnosticMessageTooLarge
            || acknowledgement.GenericCode == GenericNegativeAcknowledgementCode.MessageTooLarge)
        {
            return new DoIpException(DoIpFailureCause.DiagnosticMessageTooLong, $"{what} refused {to}: it is too long.", endpoint, CodeOf(acknowledgement));
        }

        return acknowledgement switch
        {
            { NegativeCode: { } code } =>
                new DoIpException(DoIpFailureCause.DiagnosticMessageRefused, $"{what} refused {to}: 0x{(byte)code:X2} ({code}).", endpoint, (uint)code),
            { GenericCode: { } code } =>
                new DoIpException(DoIpFailureCause.DiagnosticMessageRefused, $"{what} refused the header of {to}: 0x{(byte)code:X2} ({code}).", endpoint, (uint)code),
            _ => new DoIpException(DoIpFailureCause.AcknowledgementTimeout, $"{what} did not acknowledge {to} in time.", endpoint),
        };
    }

    private static uint? CodeOf(DiagnosticAcknowledgement acknowledgement) =>
        (uint?)acknowledgement.NegativeCode ?? (uint?)acknowledgement.GenericCode;

    private void ThrowIfDisposed()
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            throw new DoIpException(DoIpFailureCause.Disposed, $"The link to {Name} was closed.");
        }
    }
}
