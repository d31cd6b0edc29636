namespace Modular.Mdd.Compression;

/// <summary>Decompresses a legacy LZMA stream while it is read, within a window that slides over the content.</summary>
/// <remarks>Memory is bounded by the dictionary and grows with the bytes that really come. Not safe for several threads.</remarks>
internal sealed class LzmaReadStream
{
    private const int BlockSize = 64 * 1024;

    private readonly LzmaProperties _properties;
    private readonly long _limit;
    private readonly long _most;
    private readonly int _largest;
    private readonly int _kept;
    private readonly LzmaSession _session;
    private byte[] _window = [];
    private int _written;
    private int _read;
    private long _total;
    private bool _isFinished;

    /// <summary>Starts at the head of a stream.</summary>
    /// <param name="source">The stream, nothing else behind it.</param>
    /// <param name="limit">Most bytes to give, in bytes.</param>
    /// <param name="maxDictionary">Most bytes of the content to keep, in bytes.</param>
    /// <exception cref="MddFormatException">The head is damaged, or the stream needs a larger dictionary.</exception>
    public LzmaReadStream(ReadOnlyMemory<byte> source, long limit, int maxDictionary)
    {
        _limit = limit;
        _properties = LzmaDecoder.ReadHead(source.Span, limit);
        _most = (long)(_properties.UncompressedSize ?? (ulong)limit);
        var needed = Math.Min(_properties.DictionarySize, _most);
        if (needed > maxDictionary)
        {
            throw new MddFormatException(
                MddFailure.DictionaryTooLarge,
                $"decompressing needs {needed} bytes of the content at hand, {nameof(MddOptions)}.{nameof(MddOptions.MaxDictionaryBytes)} allows {maxDictionary}",
                offset: 1);
        }

        _kept = (int)needed;
        _largest = (int)Math.Min((long)_kept + BlockSize, Math.Max(_most, 1));
        try
        {
            _session = new LzmaSession(source[LzmaProperties.Size..], _properties);
        }
        catch (LzmaDataException e)
        {
            throw LzmaDecoder.Refuse(e, _properties, limit);
        }
    }

    /// <summary>Gives the next bytes; none at the end.</summary>
    /// <exception cref="MddFormatException">The stream is damaged, cut off, or gives more than the limit.</exception>
    public int Read(Span<byte> target)
    {
        if (target.IsEmpty)
        {
            return 0;
        }

        if (_read == _written && !_isFinished)
        {
            Fill();
        }

        var count = Math.Min(target.Length, _written - _read);
        _window.AsSpan(_read, count).CopyTo(target);
        _read += count;
        return count;
    }

    private void Fill()
    {
        MakeRoom();
        var before = _written;
        var end = (int)Math.Min(_window.Length, _written + (_most - _total));
        try
        {
            _isFinished = _session.Decode(_window.AsSpan(0, end), ref _written, _total + (end - before) == _most) == LzmaProgress.Finished;
        }
        catch (LzmaDataException e)
        {
            throw LzmaDecoder.Refuse(e, _properties, _limit);
        }

        _total += _written - before;
    }

    private void MakeRoom()
    {
        if (_written < _window.Length)
        {
            return;
        }

        if (_window.Length < _largest)
        {
            var next = Math.Max(BlockSize, 2L * _window.Length);
            Array.Resize(ref _window, 2 * next > _largest ? _largest : (int)next);
        }
        else if (_total < _most)
        {
            _window.AsSpan(_written - _kept, _kept).CopyTo(_window);
            (_written, _read) = (_kept, _kept);
        }
    }
}
