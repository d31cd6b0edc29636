namespace Modular.TestSupport;

/// <summary>How long tests run: as a rule a sample, and the whole of it with <c>MODULAR_SOAK=1</c>.</summary>
public static class OnDemand
{
    /// <summary>Whether somebody asked for the long runs.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("MODULAR_SOAK") is "1" or "true";

    /// <summary>The number that holds for this run.</summary>
    public static int Scale(int few, int many) => IsAsked ? many : few;
}
