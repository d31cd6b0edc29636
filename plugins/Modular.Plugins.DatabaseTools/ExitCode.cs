namespace Modular.Plugins.DatabaseTools;

/// <summary>What a command's exit code says.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;
}
