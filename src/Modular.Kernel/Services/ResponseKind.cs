namespace Modular.Kernel.Services;

/// <summary>Kinds of responses.</summary>
public enum ResponseKind
{
    /// <summary>The ECU did what it was asked.</summary>
    Positive,

    /// <summary>The ECU refused.</summary>
    Negative,
}
