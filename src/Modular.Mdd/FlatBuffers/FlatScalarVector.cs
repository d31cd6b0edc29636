using System.Collections;
using System.Runtime.CompilerServices;

namespace Modular.Mdd.FlatBuffers;

/// <summary>A vector of numbers, read in place. The default value is empty.</summary>
/// <typeparam name="T">The type of an element.</typeparam>
public readonly struct FlatScalarVector<T> : IReadOnlyList<T>
    where T : unmanaged
{
    private readonly FlatBuffer? _buffer;
    private readonly int _start;

    internal FlatScalarVector(FlatBuffer buffer, int start, int count)
    {
        _buffer = buffer;
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
            var value = FlatTable.ReadScalar<T>(_buffer!.Span, _start + index * Unsafe.SizeOf<T>());
            GC.KeepAlive(_buffer);
            return value;
        }
    }

    /// <summary>Walks the elements without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the elements of a vector.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly FlatScalarVector<T> _vector;
        private int _index;

        internal Enumerator(FlatScalarVector<T> vector)
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
