namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary>The words of <c>modular mdd encode|decode|batch</c>: one file, and options with a value each.</summary>
internal sealed class MessageArguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    private MessageArguments(string file) => File = file;

    public string File { get; }

    /// <summary>Reads the words behind the verb.</summary>
    /// <exception cref="UsageException">A word is unknown, given twice or lacks its value.</exception>
    public static MessageArguments Parse(string verb, IReadOnlyList<string> words, params string[] known)
    {
        string? file = null;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                file = file is null ? word : throw new UsageException($"{verb} takes one file, '{word}' is a second one.");
            }
            else if (!known.Contains(word, StringComparer.Ordinal))
            {
                throw new UsageException($"{verb} has no option {word}; it has {(known.Length == 0 ? "none" : string.Join(", ", known))}.");
            }
            else if (++index >= words.Count)
            {
                throw new UsageException($"{word} needs a value.");
            }
            else if (!options.TryAdd(word, words[index]))
            {
                throw new UsageException($"{word} is given twice.");
            }
        }

        var arguments = new MessageArguments(file ?? throw new UsageException($"{verb} needs the database's file."));
        foreach (var (name, value) in options)
        {
            arguments._options.Add(name, value);
        }

        return arguments;
    }

    /// <summary>The value of an option, or null.</summary>
    public string? Find(string name) => _options.GetValueOrDefault(name);

    /// <summary>The value of an option.</summary>
    /// <exception cref="UsageException">It is not given.</exception>
    public string Require(string name) => Find(name) ?? throw new UsageException($"{name} is missing.");
}
