namespace Modular.Hosting.Commands;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>Used wrongly: command line or configuration.</summary>
    public const int WrongUse = 2;
}
