using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary>The words behind a subcommand: files, switches, and options with a value.</summary>
internal sealed class MddArguments
{
    private readonly HashSet<string> _switches = [];
    private readonly Dictionary<string, string> _values = [];

    private MddArguments()
    {
    }

    /// <summary>The words that are no options.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Sorts the words of a subcommand.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="switches">Options without a value.</param>
    /// <param name="options">Options with a value behind them.</param>
    /// <exception cref="UsageException">An option is unknown, given twice or lacks its value.</exception>
    public static MddArguments Parse(CommandContext context, string[] switches, string[] options)
    {
        var arguments = new MddArguments();
        for (var index = 1; index < context.Arguments.Count; index++)
        {
            var word = context.Arguments[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                arguments.Files.Add(word);
            }
            else if (switches.Contains(word))
            {
                arguments._switches.Add(word);
            }
            else if (!options.Contains(word))
            {
                throw new UsageException($"{context.Arguments[0]} does not know {word}.");
            }
            else if (++index == context.Arguments.Count || !arguments._values.TryAdd(word, context.Arguments[index]))
            {
                throw new UsageException($"{word} takes one value, once.");
            }
        }

        return arguments;
    }

    /// <summary>Whether a switch was given.</summary>
    public bool Has(string name) => _switches.Contains(name);

    /// <summary>The value of an option, or null.</summary>
    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value of an option.</summary>
    /// <exception cref="UsageException">It is not given.</exception>
    public string Require(string name) => Value(name) ?? throw new UsageException($"{name} is missing.");

    /// <summary>The one file.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public string File() => Files is [var file] ? file : throw new UsageException("name one file.");
}
