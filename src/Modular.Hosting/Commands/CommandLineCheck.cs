using Modular.Hosting.Configuration;

namespace Modular.Hosting.Commands;

/// <summary>Finds out whether words and options of a command of the host go together.</summary>
internal static class CommandLineCheck
{
    /// <summary>Checks a use.</summary>
    /// <param name="command">The command, or null for none.</param>
    /// <param name="words">The words after it.</param>
    /// <param name="options">What was given, by the option's name.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<ConfigurationMistake> Check(string? command, IReadOnlyList<string> words, IReadOnlyDictionary<string, List<string?>> options)
    {
        var name = command ?? HostCommands.Run;
        var usages = CommandUsage.Of(name);
        if (options.ContainsKey(HostOption.Help) || usages.Count == 0)
        {
            return [];
        }

        var usage = usages.FirstOrDefault(usage => usage.IsMatch(words));
        var mistakes = usage is null
            ? [WrongWords(name, words, usages)]
            : usage.Required.Where(option => !HasValue(options, option)).Select(option => Missing(name, usage, option)).ToList();
        foreach (var option in options.Keys.Where(option => HostOption.Find(option) is { IsCommon: false }))
        {
            // Without a use that fits, only what fits none of the command's uses is surely wrong.
            if (!(usage is null ? usages.Any(other => other.Allows(option)) : usage.Allows(option)))
            {
                mistakes.Add(Mistake(option, $"belongs to {string.Join(", ", CommandUsage.With(option).Select(static use => $"'{use}'"))}"));
            }
        }

        if (options.GetValueOrDefault(HostOption.Server)?[0] is { } address
            && (!Uri.TryCreate(address, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https")))
        {
            mistakes.Add(Mistake(HostOption.Server, $"'{address}' is no http or https address"));
        }

        if (words is ["remove", _, _] && options.ContainsKey(HostOption.Token))
        {
            mistakes.Add(Mistake(words[2], "the server ends a plugin as a whole; leave the version out, or --token to remove one version's files"));
        }

        return mistakes;
    }

    private static ConfigurationMistake WrongWords(string command, IReadOnlyList<string> words, IReadOnlyList<CommandUsage> usages) => usages is [{ Words.Length: 0 }]
        ? Mistake(string.Join(' ', words), $"'{command}' takes no further words")
        : Mistake(
            $"{command} {string.Join(' ', words)}".TrimEnd(),
            $"the commands are {string.Join(", ", usages.Select(usage => $"'{usage.Write(command)}'"))}");

    private static ConfigurationMistake Missing(string command, CommandUsage usage, string option) => Mistake(option, option switch
    {
        HostOption.Token => $"'{usage.Write(command)}' asks the running server, which wants to know who calls",
        HostOption.Subject => $"'{usage.Write(command)}' needs the name of the caller",
        _ => $"'{usage.Write(command)}' needs it",
    });

    private static bool HasValue(IReadOnlyDictionary<string, List<string?>> options, string option) =>
        options.GetValueOrDefault(option) is { } values && !string.IsNullOrWhiteSpace(values[0]);

    private static ConfigurationMistake Mistake(string path, string message) => new(path, CommandLine.Source, message);
}
