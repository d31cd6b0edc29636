namespace Modular.Sdk.Transports;

/// <summary>What becomes of a frame. The default value lets it pass.</summary>
public readonly record struct FrameVerdict
{
    private FrameVerdict(bool isDropped, ReadOnlyMemory<byte>? replacement)
    {
        IsDropped = isDropped;
        Replacement = replacement;
    }

    /// <summary>It passes unchanged.</summary>
    public static FrameVerdict Pass => default;

    /// <summary>It is lost, as on a broken line.</summary>
    public static FrameVerdict Drop => new(true, null);

    /// <summary>Whether the frame is lost.</summary>
    public bool IsDropped { get; }

    /// <summary>The bytes to go on with instead, or null.</summary>
    public ReadOnlyMemory<byte>? Replacement { get; }

    /// <summary>Other bytes go on instead, header included.</summary>
    /// <param name="data">The bytes; not empty. They must not change any more.</param>
    /// <returns>The verdict.</returns>
    public static FrameVerdict Replace(ReadOnlyMemory<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data.Length);
        return new FrameVerdict(false, data);
    }
}
