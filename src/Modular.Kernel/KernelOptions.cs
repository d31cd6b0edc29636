namespace Modular.Kernel;

/// <summary>Where the rules are open or a database deviates from them. Bounds keep hostile databases harmless.</summary>
public sealed record KernelOptions
{
    /// <summary>The rules as documented, without deviations.</summary>
    public static KernelOptions Default { get; } = new();

    /// <summary>
    /// True to cut off the fraction of a computed whole number toward zero; false to round half to even. Default false.
    /// </summary>
    public bool TruncateWholeNumbers { get; init; }

    /// <summary>True when the physical value of a LENGTH-KEY counts bytes; false for bits. Default false.</summary>
    public bool LengthKeysCountBytes { get; init; }

    /// <summary>Deepest nesting of structures, fields and multiplexers. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most values of one message, items of fields included. Default 1 000 000.</summary>
    public int MaxValues { get; init; } = 1_000_000;

    /// <summary>Longest message that is encoded, in bytes. Default 16 777 216.</summary>
    public int MaxMessageLength { get; init; } = 16 * 1024 * 1024;
}
