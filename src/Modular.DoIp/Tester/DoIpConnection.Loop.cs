using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.DoIp.Telemetry;
using Modular.DoIp.Transport;

namespace Modular.DoIp.Tester;

/// <content>The loop that reads, the writes, and the end.</content>
public sealed partial class DoIpConnection : IDoIpChannelHandler
{
    private ushort TesterAddress => Volatile.Read(ref _activeTester) is var address and >= 0 ? (ushort)address : _options.TesterAddress;

    async ValueTask<bool> IDoIpChannelHandler.OnFrameAsync(DoIpFrame frame, long firstSeen, long completed)
    {
        switch (DoIpCodec.Parse(frame))
        {
            case DiagnosticMessage message:
                await OnDiagnosticAsync(message, firstSeen, completed).ConfigureAwait(false);
                break;
            case DiagnosticMessagePositiveAcknowledgement positive:
                OnAcknowledgement(
                    positive,
                    positive.SourceAddress,
                    positive.TargetAddress,
                    positive.PreviousMessage,
                    new DiagnosticAcknowledgement(DiagnosticAcknowledgementKind.Positive, completed));
                break;
            case DiagnosticMessageNegativeAcknowledgement negative:
                OnAcknowledgement(
                    negative,
                    negative.SourceAddress,
                    negative.TargetAddress,
                    negative.PreviousMessage,
                    new DiagnosticAcknowledgement(DiagnosticAcknowledgementKind.Negative, completed, negative.Code));
                break;
            case GenericNegativeAcknowledgement generic:
                OnGenericNegativeAcknowledgement(generic, completed);
                break;
            case RoutingActivationResponse response when response.TesterAddress == TesterAddress && Volatile.Read(ref _activation) is { } activation:
                activation.TrySetResult(response);
                break;
            case AliveCheckRequest:
                await SendAliveCheckResponseAsync(CancellationToken.None).ConfigureAwait(false);
                break;
            case AliveCheckResponse:
                _answersAliveChecks = true;
                Interlocked.Exchange(ref _aliveCheck, null)?.TrySetResult();
                break;
            case var other:
                Raise(new DoIpConnectionEvent(DoIpConnectionEventKind.UnhandledMessage, other));
                break;
        }

        return true;
    }

    ValueTask<bool> IDoIpChannelHandler.OnRejectedAsync(DoIpReadResult rejected)
    {
        var header = rejected.RejectedHeader;
        Log.RejectedHeader(_logger, RemoteEndPoint, (ushort)header.PayloadType, header.PayloadLength, rejected.RejectionCode);
        if (rejected.IsOutOfStep)
        {
            Span<byte> bytes = [(byte)header.ProtocolVersion, (byte)((ushort)header.PayloadType >> 8), (byte)header.PayloadType];
            Lose(Failure(
                DoIpFailureCause.ProtocolViolation,
                $"{RemoteEndPoint} sent bytes that are no DoIP header.",
                (uint)rejected.RejectionCode,
                bytes));
            return ValueTask.FromResult(false);
        }

        Raise(new DoIpConnectionEvent(DoIpConnectionEventKind.SkippedMessage, null, rejected.RejectionCode));
        return ValueTask.FromResult(true);
    }

    private async ValueTask OnDiagnosticAsync(DiagnosticMessage message, long firstSeen, long completed)
    {
        LogPayload(true, message.SourceAddress, message.TargetAddress, message.UserData.Span);
        DoIpMetrics.MessageReceived();
        _pending.ImplyByResponse(
            message.SourceAddress,
            message.TargetAddress,
            new DiagnosticAcknowledgement(DiagnosticAcknowledgementKind.ImpliedByResponse, completed),
            _options.AcknowledgementTimeout);
        var received = new ReceivedDiagnosticMessage(message.SourceAddress, message.TargetAddress, message.UserData, firstSeen, completed);
        if (!_router.Deliver(received))
        {
            Raise(new DoIpConnectionEvent(DoIpConnectionEventKind.StrayMessage, message));
        }

        if (_options.AcknowledgeReceivedMessages)
        {
            var acknowledgement = new DiagnosticMessagePositiveAcknowledgement(message.TargetAddress, message.SourceAddress, default);
            await WriteAsync(acknowledgement, null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void OnAcknowledgement(IDoIpMessage message, ushort ecu, ushort tester, ReadOnlyMemory<byte> previous, DiagnosticAcknowledgement outcome)
    {
        if (!_pending.Acknowledge(ecu, tester, EntityAddress, previous.Span, outcome))
        {
            Raise(new DoIpConnectionEvent(DoIpConnectionEventKind.StrayAcknowledgement, message));
        }
    }

    // The header names no message, so the refusal goes to what has waited longest: an activation, else a diagnostic message.
    private void OnGenericNegativeAcknowledgement(GenericNegativeAcknowledgement generic, long at)
    {
        Raise(new DoIpConnectionEvent(DoIpConnectionEventKind.GenericNegativeAcknowledgement, generic));
        if (Volatile.Read(ref _activation) is { } activation)
        {
            activation.TrySetException(Failure(
                DoIpFailureCause.RoutingActivationRefused,
                $"{RemoteEndPoint} refused the header of the routing activation: 0x{(byte)generic.Code:X2} ({generic.Code}).",
                (uint)generic.Code));
            return;
        }

        _pending.AcknowledgeOldest(new DiagnosticAcknowledgement(DiagnosticAcknowledgementKind.GenericNegative, at, GenericCode: generic.Code));
    }

    private async Task ReadAsync()
    {
        await Task.Yield();

        // The loop outlives the request that connected, and is no part of its trace.
        Activity.Current = null;
        try
        {
            var end = await _channel.RunAsync(this, _closing.Token).ConfigureAwait(false);
            Lose(end == DoIpChannelEnd.ClosedInsideMessage
                ? Failure(DoIpFailureCause.ClosedInsideMessage, $"{RemoteEndPoint} closed the connection in the middle of a message.")
                : Failure(DoIpFailureCause.ClosedByPeer, $"{RemoteEndPoint} closed the connection."));
        }
        catch (OperationCanceledException)
        {
            Lose(null);
        }
        catch (DoIpException e)
        {
            Lose(e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Lose(Failure(DoIpFailureCause.ReceiveFailed, $"Reading from {RemoteEndPoint} failed: {e.Message}", innerException: e));
        }
        finally
        {
            // Whatever ended the loop, nobody may go on waiting for it.
            Lose(null);
        }
    }

    private async ValueTask WriteAsync<T>(T message, IWriteTurn? turn, CancellationToken cancellationToken)
        where T : IDoIpMessage
    {
        ThrowIfOver();
        try
        {
            await _channel.WriteAsync(_options.ProtocolVersion, message, turn, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Lose(Failure(DoIpFailureCause.SendFailed, $"Writing to {RemoteEndPoint} failed: {e.Message}", innerException: e));
        }
        catch (TimeoutException e)
        {
            throw Lose(Failure(DoIpFailureCause.SendTimeout, $"{RemoteEndPoint}: {e.Message}"));
        }
    }

    private async Task WaitForAsync(Task answer, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var over = _completion.Task;
        var first = await Task.WhenAny(answer, over).WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
        if (first == over && !answer.IsCompleted)
        {
            ThrowIfOver();
        }

        await answer.ConfigureAwait(false);
    }

    private async Task<T> WaitForAsync<T>(Task<T> answer, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await WaitForAsync((Task)answer, timeout, cancellationToken).ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }

    private void StartKeepAlive()
    {
        if (_options.KeepAlive != KeepAliveMode.None && _keepingAlive.IsCompleted)
        {
            _keepingAlive = KeepAliveAsync();
        }
    }

    private async Task KeepAliveAsync()
    {
        Activity.Current = null;
        try
        {
            while (true)
            {
                var rest = _options.KeepAliveInterval - _channel.IdleTime;
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, _time, _closing.Token).ConfigureAwait(false);
                }
                else if (_options.KeepAlive == KeepAliveMode.AliveCheckResponse)
                {
                    await SendAliveCheckResponseAsync(_closing.Token).ConfigureAwait(false);
                }
                else if (!await CheckAliveAsync(_closing.Token).ConfigureAwait(false) && _answersAliveChecks)
                {
                    Lose(Failure(DoIpFailureCause.AliveCheckFailed, $"{RemoteEndPoint} did not answer an alive check."));
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or DoIpException)
        {
            // The connection is over; whoever ended it has said why.
        }
    }

    /// <summary>Ends the connection once; the first reason stays.</summary>
    private DoIpException Lose(DoIpException? failure)
    {
        var reason = failure ?? Failure(DoIpFailureCause.Disposed, $"The connection to {RemoteEndPoint} was closed.");
        if (Interlocked.CompareExchange(ref _failure, reason, null) is { } earlier)
        {
            return earlier;
        }

        DoIpMetrics.Ended(failure);
        if (failure is not null)
        {
            Log.ConnectionLost(_logger, RemoteEndPoint, failure.Cause, failure.Message);
        }

        _pending.FailAll(reason);
        _closing.Cancel();
        _channel.Dispose();
        if (_ownsRouter)
        {
            _router.Close(reason);
        }
        else
        {
            _router.ReportLoss(reason);
        }

        _completion.TrySetResult(failure);
        return reason;
    }

    // Whatever the entity sends counts as the rest of that message, up to 4 GiB of it: nothing would ever be answered again.
    private void ThrowIfStuckInsideMessage(TimeSpan atLeast)
    {
        if (_channel.InsideMessageFor >= atLeast)
        {
            throw Lose(Failure(
                DoIpFailureCause.ProtocolViolation,
                $"{RemoteEndPoint} began a message and did not finish it within {atLeast.TotalMilliseconds:F0} ms."));
        }
    }

    private void ThrowIfOver()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw new DoIpException(failure.Cause, failure.Message, failure.Endpoint, failure.Code, innerException: failure);
        }
    }

    private void Raise(DoIpConnectionEvent occurred)
    {
        try
        {
            Occurred?.Invoke(this, occurred);
        }
#pragma warning disable CA1031 // An observer's fault must not end the connection of everybody else.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ObserverFailed(_logger, e, RemoteEndPoint);
        }
    }

    private DoIpException Failure(
        DoIpFailureCause cause,
        string message,
        uint? code = null,
        ReadOnlySpan<byte> bytes = default,
        Exception? innerException = null) => new(cause, message, RemoteEndPoint.ToString(), code, bytes, innerException);

    private void LogPayload(bool received, ushort source, ushort target, ReadOnlySpan<byte> payload)
    {
        if (!_logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        var limit = _logger.IsEnabled(LogLevel.Trace) ? BoundedHex.Trace : BoundedHex.Debug;
        if (received)
        {
            Log.MessageReceived(_logger, source, target, LoggedPayload.Format(payload, limit));
        }
        else
        {
            Log.MessageSent(_logger, source, target, LoggedPayload.Format(payload, limit));
        }
    }
}
