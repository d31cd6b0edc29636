namespace Modular.Kernel.Services;

/// <summary>How an encoder treats values that do not fit the description.</summary>
public sealed record EncodeOptions
{
    /// <summary>Unknown parameters are refused.</summary>
    public static EncodeOptions Default { get; } = new();

    /// <summary>Whether parameters which the message does not have are ignored instead of refused.</summary>
    public bool IgnoreUnknownParameters { get; init; }
}
