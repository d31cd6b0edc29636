namespace Modular.Mdd.Compression;

/// <summary>Decompressed bytes, which are the dictionary as well. Grows with what really comes, never with what is claimed.</summary>
internal sealed class LzmaOutput
{
    private const int FirstSize = 64 * 1024;
    private readonly int _limit;
    private byte[] _bytes;

    /// <summary>Starts empty.</summary>
    /// <param name="limit">Most bytes to hold.</param>
    public LzmaOutput(int limit)
    {
        _limit = limit;
        _bytes = new byte[Math.Min(limit, FirstSize)];
    }

    /// <summary>Bytes held.</summary>
    public int Count { get; private set; }

    /// <summary>The byte that lies so far back from the end; the distance is 1 or more and was checked.</summary>
    public byte Back(int distance) => _bytes[Count - distance];

    /// <summary>Appends a byte; false at the limit.</summary>
    public bool TryAppend(byte value)
    {
        if (!TryGrow(1))
        {
            return false;
        }

        _bytes[Count++] = value;
        return true;
    }

    /// <summary>Repeats bytes from a checked distance back, which may overlap their copy; false at the limit.</summary>
    public bool TryRepeat(int distance, int length)
    {
        if (!TryGrow(length))
        {
            return false;
        }

        if (distance >= length)
        {
            _bytes.AsSpan(Count - distance, length).CopyTo(_bytes.AsSpan(Count));
        }
        else
        {
            var target = _bytes.AsSpan(Count - distance, distance + length);
            for (var i = distance; i < target.Length; i++)
            {
                target[i] = target[i - distance];
            }
        }

        Count += length;
        return true;
    }

    /// <summary>The bytes, without slack that would waste memory for the life of a database.</summary>
    public byte[] ToArray() => _bytes.Length == Count ? _bytes : _bytes.AsSpan(0, Count).ToArray();

    private bool TryGrow(int more)
    {
        if (more > _limit - Count)
        {
            return false;
        }

        if (Count + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(_limit, Math.Max(2L * _bytes.Length, Count + more)));
        }

        return true;
    }
}
