namespace Modular.Mdd.Authoring;

/// <summary>A buffer that grows towards its start. Positions count from its end, so they hold while it grows.</summary>
internal sealed class BackwardBuffer
{
    private const int FirstSize = 4096;
    private byte[] _bytes = new byte[FirstSize];

    /// <summary>Bytes written: the position of what was written last.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(_bytes.Length - Length);

    /// <summary>Makes room for so many zero bytes in front, so that their start is so far from a multiple of the alignment.</summary>
    /// <param name="size">Bytes needed.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="shift">Distance of the start in front of an aligned position.</param>
    public Span<byte> Push(int size, int alignment, int shift = 0)
    {
        var padding = (shift - Length - size) & (alignment - 1);
        Grow(size + padding);
        Length = checked(Length + size + padding);
        return At(Length, size);
    }

    /// <summary>Bytes at a position written before.</summary>
    public Span<byte> At(int position, int size) => _bytes.AsSpan(_bytes.Length - position, size);

    private void Grow(int more)
    {
        if (more <= _bytes.Length - Length)
        {
            return;
        }

        var larger = new byte[(int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)Length + more))];
        Written.CopyTo(larger.AsSpan(larger.Length - Length));
        _bytes = larger;
    }
}
