using System.Collections;
using System.Text;

namespace Modular.Mdd.FlatBuffers;

/// <summary>A vector of strings, read in place. The default value is empty.</summary>
public readonly struct FlatStringVector : IReadOnlyList<string>
{
    private readonly FlatBuffer? _buffer;
    private readonly int _start;

    internal FlatStringVector(FlatBuffer buffer, int start, int count)
    {
        _buffer = buffer;
        _start = start;
        Count = count;
    }

    /// <summary>How many elements there are.</summary>
    public int Count { get; }

    /// <summary>One element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below <see cref="Count"/>.</exception>
    public string this[int index]
    {
        get
        {
            var text = Encoding.UTF8.GetString(GetUtf8(index));
            GC.KeepAlive(_buffer);
            return text;
        }
    }

    /// <summary>One element's UTF-8 in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below <see cref="Count"/>.</exception>
    public ReadOnlySpan<byte> GetUtf8(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var buffer = _buffer!;
        var bytes = buffer.Span;
        var start = buffer.ReadVector(bytes, buffer.ReadOffset(bytes, _start + index * sizeof(uint)), 1, out var count);
        return bytes.Slice(start, count);
    }

    /// <summary>Walks the elements without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the elements of a vector.</summary>
    public struct Enumerator : IEnumerator<string>
    {
        private readonly FlatStringVector _vector;
        private int _index;

        internal Enumerator(FlatStringVector vector)
        {
            _vector = vector;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly string Current => _vector[_index];

        readonly object? IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _vector.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
