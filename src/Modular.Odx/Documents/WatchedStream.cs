namespace Modular.Odx.Documents;

/// <summary>Tells how much was read, every so many bytes.</summary>
internal sealed class WatchedStream(Stream inner, int step, Action<long> report) : Stream
{
    private long _read;
    private long _next = step;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var bytes = inner.Read(buffer);
        _read += bytes;
        if (_read >= _next)
        {
            _next = _read + step;
            report(_read);
        }

        return bytes;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
