namespace Modular.Odx.Archives;

/// <summary>Reads an archive's entry and stops when it grows beyond what it may, whatever the archive claims.</summary>
internal sealed class LimitedStream(Stream inner, string name, long packedLength, OdxLimits limits, Action<int> count) : Stream
{
    private const long RatioGrace = 1 << 20;
    private long _read;

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
        int bytes;
        try
        {
            bytes = inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new OdxFormatException(name, $"the archive's entry is damaged: {exception.Message}", inner: exception);
        }

        _read += bytes;
        if (_read > limits.MaxEntryBytes)
        {
            throw new OdxFormatException(name, $"the entry unpacks to more than the {limits.MaxEntryBytes} bytes allowed.");
        }

        if (_read > RatioGrace && _read / Math.Max(1, packedLength) > limits.MaxRatio)
        {
            throw new OdxFormatException(name, $"the entry unpacks to more than {limits.MaxRatio} times its packed size.");
        }

        count(bytes);
        return bytes;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
