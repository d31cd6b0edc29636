namespace Modular.Hosting.Commands;

/// <summary>One way to use a command of the host.</summary>
/// <param name="Words">
/// The words after the command, separated by spaces: in lower case to be written as they are, in upper case for the
/// operator to choose, in brackets when they may be left out.
/// </param>
/// <param name="Options">Options that may be given beside the common ones.</param>
/// <param name="Required">Options that must be given.</param>
internal sealed record CommandUsage(string Words, string[] Options, string[] Required)
{
    private static readonly string[] Asking = [HostOption.Server, HostOption.Token];
    private static readonly CommandUsage Alone = new(string.Empty, [], []);

    private static readonly Dictionary<string, CommandUsage[]> All = new(StringComparer.Ordinal)
    {
        [HostCommands.Run] = [Alone],
        [HostCommands.Demo] = [Alone],
        [HostCommands.Doctor] = [Alone],
        [HostCommands.Token] = [new(string.Empty, [], [HostOption.Subject])],
        [HostCommands.Config] = [new("check", [], []), new("schema", [], [])],
        [HostCommands.Plugin] =
        [
            new("list", [HostOption.Json], []),
            new("new NAME", [HostOption.Output], [HostOption.Kind]),
            new("pack DIR", [], [HostOption.Output]),
            new("sign DIR|FILE", [], [HostOption.Key, HostOption.Certificate]),
            new("verify DIR|FILE", [HostOption.Root], []),
            new("install FILE", Asking, []),
            new("remove ID [VERSION]", Asking, []),
            new("show ID", [HostOption.Server], [HostOption.Token]),
            new("replace ID [VERSION]", [HostOption.Server], [HostOption.Token]),
            new("release ID", Asking, []),
        ],
    };

    private readonly string[] _words = Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The ways to use a command; empty for a word that is no command of the host, and for help.</summary>
    public static IReadOnlyList<CommandUsage> Of(string command) => All.GetValueOrDefault(command) ?? [];

    /// <summary>The commands with which an option goes.</summary>
    public static IEnumerable<string> With(string option) =>
        from command in All
        from usage in command.Value
        where usage.Allows(option)
        select usage.Write(command.Key);

    /// <summary>Says whether the option goes with it, common options aside.</summary>
    public bool Allows(string option) => Options.Contains(option, StringComparer.Ordinal) || Required.Contains(option, StringComparer.Ordinal);

    /// <summary>Says whether words are a use of it.</summary>
    public bool IsMatch(IReadOnlyList<string> words) =>
        words.Count <= _words.Length
        && words.Count >= _words.Count(static word => !word.StartsWith('['))
        && !words.Where((word, index) => char.IsLower(_words[index][0]) && word != _words[index]).Any();

    /// <summary>Writes it for a message.</summary>
    public string Write(string command) => string.Join(' ', _words.Prepend(command).Concat(Required.Select(static option => $"{option} VALUE")));
}
