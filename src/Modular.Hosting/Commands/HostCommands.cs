namespace Modular.Hosting.Commands;

/// <summary>The words that are commands of the host itself; every other word is a plugin's.</summary>
internal static class HostCommands
{
    public const string Run = "run";
    public const string Demo = "demo";
    public const string Plugin = "plugin";
    public const string Token = "token";
    public const string Config = "config";
    public const string Doctor = "doctor";
    public const string Help = "help";

    /// <summary>Second words of <see cref="Plugin"/>.</summary>
    public const string List = "list";
    public const string Pack = "pack";
    public const string Sign = "sign";
    public const string Verify = "verify";

    /// <summary>Second word of <see cref="Config"/>.</summary>
    public const string Schema = "schema";

    private static readonly string[] Names = [Run, Demo, Plugin, Token, Config, Doctor, Help];

    /// <summary>Says whether a word is a command of the host.</summary>
    public static bool IsHostCommand(string name) => Array.IndexOf(Names, name) >= 0;
}
