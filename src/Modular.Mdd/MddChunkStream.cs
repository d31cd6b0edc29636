using System.Security.Cryptography;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Mdd;

/// <summary>The data of a chunk while it is read: decompressed block by block, and checked against its size and hash at the end.</summary>
internal sealed class MddChunkStream : Stream
{
    private readonly MddFile _file;
    private readonly MddChunk _chunk;
    private readonly ReadOnlyMemory<byte> _stored;
    private readonly LzmaReadStream? _compressed;
    private readonly IncrementalHash? _hash;
    private long _position;
    private bool _isChecked;

    public MddChunkStream(MddFile file, MddChunk chunk, ReadOnlyMemory<byte> data, LzmaReadStream? compressed, bool verifyHash)
    {
        _file = file;
        _chunk = chunk;
        _stored = data;
        _compressed = compressed;
        _hash = verifyHash && chunk.Signatures.Any(signature => signature.Algorithm == MddSignature.Sha512Uncompressed)
            ? IncrementalHash.CreateHash(HashAlgorithmName.SHA512)
            : null;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of a chunk that is streamed is not known before its end.");

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A chunk that is streamed cannot be read from elsewhere.");
    }

    public override int Read(Span<byte> buffer)
    {
        var count = ReadSource(buffer);
        GC.KeepAlive(_file);
        if (count > 0)
        {
            _hash?.AppendData(buffer[..count]);
            _position += count;
        }
        else if (buffer.Length > 0 && !_isChecked)
        {
            _isChecked = true;
            Check();
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A chunk that is streamed cannot be read from elsewhere.");

    public override void SetLength(long value) => throw new NotSupportedException("A chunk cannot be written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A chunk cannot be written.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadSource(Span<byte> buffer)
    {
        if (_compressed is null)
        {
            var count = (int)Math.Min(buffer.Length, _stored.Length - _position);
            _stored.Span.Slice((int)_position, count).CopyTo(buffer);
            return count;
        }

        try
        {
            return _compressed.Read(buffer);
        }
        catch (MddFormatException e) when (e.FileName is null && _file.Name is not null)
        {
            throw new MddFormatException(e.Cause, e.Detail, _file.Name, e.Offset, e);
        }
    }

    private void Check()
    {
        MddChunkChecks.CheckSize(_chunk, _position, _file.Name);
        if (_hash is not null)
        {
            MddChunkChecks.CheckHash(_chunk, _hash.GetHashAndReset(), _file.Name);
        }
    }
}
