using System.Buffers;
using System.IO.Pipelines;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Transport;

/// <summary>The one owner of a TCP stream: a reader loop that cuts messages, and writes that take turns.</summary>
internal sealed class DoIpChannel : IDisposable
{
    private const long Outside = -1;

    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private readonly SemaphoreSlim _writeTurn = new(1, 1);
    private readonly DoIpCodecLimits _limits;
    private readonly TimeProvider _time;
    private readonly TimeSpan _sendTimeout;
    private readonly ChannelTap? _tap;
    private readonly CancellationTokenSource _sendDeadline = new();
    private ITimer? _sendTimer;
    private long _skip;
    private long _lastWrite;
    private long _insideSince = Outside;
    private bool _broken;

    public DoIpChannel(Stream stream, DoIpCodecLimits limits, TimeSpan sendTimeout, TimeProvider time, ChannelTap? tap = null)
    {
        _stream = stream;
        _limits = limits;
        _sendTimeout = sendTimeout;
        _time = time;
        _tap = tap;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
        _writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        _lastWrite = time.GetTimestamp();
    }

    /// <summary>Time since something was written.</summary>
    public TimeSpan IdleTime => _time.GetElapsedTime(Volatile.Read(ref _lastWrite));

    /// <summary>Time since a message began of which the rest has not come; zero between messages.</summary>
    public TimeSpan InsideMessageFor =>
        Volatile.Read(ref _insideSince) is var since and not Outside ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Reads until the peer closes, the handler ends it, or the stream fails with an <see cref="IOException"/>.</summary>
    public async Task<DoIpChannelEnd> RunAsync(IDoIpChannelHandler handler, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(handler, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await _reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes one message whole. A caller may stop waiting for its turn, but never leave half a message behind.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    /// <exception cref="TimeoutException">The peer took no bytes in time. The channel is of no further use.</exception>
    public async ValueTask WriteAsync<T>(DoIpProtocolVersion version, T message, IWriteTurn? turn, CancellationToken cancellationToken)
        where T : IDoIpMessage
    {
        await _writeTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_broken)
            {
                throw new IOException("An earlier message could not be written.");
            }

            turn?.OnTurn();
            _broken = true;
            if (_tap is { IsActive: true } tap)
            {
                tap.Write(_writer, version, message, _time.GetTimestamp());
            }
            else
            {
                DoIpCodec.Write(_writer, version, message);
            }

            var flushing = _writer.FlushAsync(_sendDeadline.Token);
            if (flushing.IsCompleted)
            {
                await flushing.ConfigureAwait(false);
            }
            else
            {
                await FlushWithinDeadlineAsync(flushing).ConfigureAwait(false);
            }

            _broken = false;
            Volatile.Write(ref _lastWrite, _time.GetTimestamp());
        }
        catch (OperationCanceledException) when (_sendDeadline.IsCancellationRequested)
        {
            throw new TimeoutException($"The peer took no bytes for {_sendTimeout.TotalMilliseconds:F0} ms.");
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException("The connection is closed.", e);
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    /// <summary>Closes the stream, which ends the reader loop and a write that is under way.</summary>
    public void Dispose() => _stream.Dispose();

    private async Task<DoIpChannelEnd> ReadAsync(IDoIpChannelHandler handler, CancellationToken cancellationToken)
    {
        long? partialSince = null;
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var now = _time.GetTimestamp();
            var buffer = read.Buffer;
            while (true)
            {
                buffer = Skip(buffer);
                var result = DoIpCodec.TryRead(buffer, _limits, out var consumed);
                if (result.Status == DoIpReadStatus.NeedMoreData)
                {
                    break;
                }

                var goOn = result.Status == DoIpReadStatus.Frame && _tap is { IsActive: true } tap
                    ? await PassAsync(tap, handler, result, buffer.Slice(0, consumed), partialSince ?? now, now).ConfigureAwait(false)
                    : await HandleAsync(handler, result, partialSince ?? now, now).ConfigureAwait(false);
                partialSince = null;
                buffer = buffer.Slice(consumed);
                _skip = result.SkipLength;
                Volatile.Write(ref _insideSince, _skip == 0 ? Outside : now);
                if (!goOn)
                {
                    _reader.AdvanceTo(buffer.Start);
                    return DoIpChannelEnd.ByHandler;
                }
            }

            partialSince = buffer.IsEmpty ? null : partialSince ?? now;
            if (_skip == 0)
            {
                Volatile.Write(ref _insideSince, partialSince ?? Outside);
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return buffer.IsEmpty && _skip == 0 ? DoIpChannelEnd.ClosedByPeer : DoIpChannelEnd.ClosedInsideMessage;
            }
        }
    }

    private static async ValueTask<bool> HandleAsync(IDoIpChannelHandler handler, DoIpReadResult result, long firstSeen, long completed) =>
        result.Status == DoIpReadStatus.Frame
            ? await handler.OnFrameAsync(result.Frame, firstSeen, completed).ConfigureAwait(false)
            : await handler.OnRejectedAsync(result).ConfigureAwait(false) && !result.IsOutOfStep;

    private ValueTask<bool> PassAsync(
        ChannelTap tap, IDoIpChannelHandler handler, DoIpReadResult result, ReadOnlySequence<byte> frame, long firstSeen, long completed) =>
        tap.TryPass(frame, _limits, completed, out var replaced)
            ? HandleAsync(handler, replaced ?? result, firstSeen, completed)
            : ValueTask.FromResult(true);

    // Only a peer that does not take the bytes at once needs the timer.
    private async ValueTask FlushWithinDeadlineAsync(ValueTask<FlushResult> flushing)
    {
        _sendTimer ??= _time.CreateTimer(
            static deadline => ((CancellationTokenSource)deadline!).Cancel(),
            _sendDeadline,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _sendTimer.Change(_sendTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            await flushing.ConfigureAwait(false);
        }
        finally
        {
            _sendTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private ReadOnlySequence<byte> Skip(ReadOnlySequence<byte> buffer)
    {
        if (_skip == 0)
        {
            return buffer;
        }

        var count = Math.Min(_skip, buffer.Length);
        _skip -= count;
        return buffer.Slice(count);
    }
}
