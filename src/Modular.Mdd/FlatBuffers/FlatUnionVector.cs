using System.Collections;

namespace Modular.Mdd.FlatBuffers;

/// <summary>A vector of unions, read in place. The default value is empty.</summary>
/// <typeparam name="T">The view of an element.</typeparam>
public readonly struct FlatUnionVector<T> : IReadOnlyList<T>
    where T : struct, IFlatUnion<T>
{
    private readonly FlatBuffer? _buffer;
    private readonly int _start;
    private readonly int _kinds;

    internal FlatUnionVector(FlatBuffer buffer, int kinds, int start, int count)
    {
        _buffer = buffer;
        _kinds = kinds;
        _start = start;
        Count = count;
    }

    /// <summary>How many elements there are.</summary>
    public int Count { get; }

    /// <summary>One element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below <see cref="Count"/>.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var buffer = _buffer!;
            var bytes = buffer.Span;
            return T.Create(bytes[_kinds + index], new FlatTable(buffer, buffer.ReadOffset(bytes, _start + index * sizeof(uint))));
        }
    }

    /// <summary>Walks the elements without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the elements of a vector.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly FlatUnionVector<T> _vector;
        private int _index;

        internal Enumerator(FlatUnionVector<T> vector)
        {
            _vector = vector;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly T Current => _vector[_index];

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
