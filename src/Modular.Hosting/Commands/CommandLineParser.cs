using Modular.Hosting.Configuration;

namespace Modular.Hosting.Commands;

/// <summary>
/// Takes the command line apart. Options of the host stand before a plugin's command, and anywhere around a command
/// of the host; what follows a plugin's command is the plugin's.
/// </summary>
/// <remarks>
/// By hand, because two things here are beyond the usual libraries: keys of configuration which nobody declared, and
/// words that belong to a plugin which is not loaded yet.
/// </remarks>
internal sealed class CommandLineParser
{
    private readonly Queue<string> _words;
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string?>> _options = new(StringComparer.Ordinal);
    private readonly List<string> _arguments = [];
    private readonly List<ConfigurationMistake> _mistakes = [];
    private string? _command;

    private CommandLineParser(IEnumerable<string> words) => _words = new Queue<string>(words);

    /// <summary>Parses the arguments of the process.</summary>
    public static CommandLine Parse(IEnumerable<string> arguments) => new CommandLineParser(arguments).Parse();

    private CommandLine Parse()
    {
        while (_words.TryDequeue(out var word))
        {
            if (word.StartsWith('-') && word.Length > 1)
            {
                TakeOption(word);
            }
            else if (_command is not null)
            {
                _arguments.Add(word);
            }
            else
            {
                TakeCommand(word);
            }
        }

        _mistakes.AddRange(CommandLineCheck.Check(_command, _arguments, _options));
        if (ValueOf(HostOption.Urls) is { } urls)
        {
            _settings[HostKeys.ServerUrls] = urls;
        }

        return new CommandLine
        {
            Command = _command ?? HostCommands.Run,
            Arguments = _arguments,
            Settings = _settings,
            ConfigurationFile = ValueOf(HostOption.Config),
            Subject = ValueOf(HostOption.Subject),
            OutputFile = ValueOf(HostOption.Output),
            KeyFile = ValueOf(HostOption.Key),
            CertificateFile = ValueOf(HostOption.Certificate),
            Kind = ValueOf(HostOption.Kind),
            RootFiles = [.. (_options.GetValueOrDefault(HostOption.Root) ?? []).OfType<string>()],
            Server = ValueOf(HostOption.Server),
            Token = ValueOf(HostOption.Token),
            IsInsecureDevelopment = _options.ContainsKey(HostOption.InsecureDevelopment),
            IsJson = _options.ContainsKey(HostOption.Json),
            IsHelp = _options.ContainsKey(HostOption.Help) || _command == HostCommands.Help,
            IsVersion = _options.ContainsKey(HostOption.Version),
            Mistakes = _mistakes,
        };
    }

    private void TakeCommand(string word)
    {
        _command = word;
        if (!HostCommands.IsHostCommand(word))
        {
            _arguments.AddRange(_words);
            _words.Clear();
        }
    }

    private void TakeOption(string word)
    {
        var separator = word.IndexOf('=', StringComparison.Ordinal);
        var name = separator < 0 ? word : word[..separator];
        var value = separator < 0 ? null : word[(separator + 1)..];
        if (HostOption.Find(name) is not { } option)
        {
            TakeSetting(name, value);
            return;
        }

        if (option.TakesValue)
        {
            value = TakeValue(name, value);
        }
        else if (value is not null)
        {
            Mistake(name, "takes no value");
        }

        if (!_options.TryGetValue(option.Name, out var values))
        {
            _options.Add(option.Name, values = []);
        }

        values.Add(value);
        if (values.Count > 1 && option is { TakesValue: true, IsRepeatable: false })
        {
            Mistake(name, "is given twice");
        }
    }

    private void TakeSetting(string name, string? value)
    {
        var key = name.TrimStart('-');
        if (name.StartsWith("--", StringComparison.Ordinal) && key.Contains(':', StringComparison.Ordinal))
        {
            _settings[key] = TakeValue(name, value);
        }
        else
        {
            Mistake(name, "unknown option; 'modular --help' lists them, and a setting is written --Section:Key=value");
        }
    }

    private string? TakeValue(string name, string? value)
    {
        if (value is not null)
        {
            return value;
        }

        if (_words.TryPeek(out var next) && !next.StartsWith("--", StringComparison.Ordinal))
        {
            return _words.Dequeue();
        }

        Mistake(name, $"needs a value: {name}=VALUE");
        return null;
    }

    private string? ValueOf(string option) => _options.GetValueOrDefault(option)?[^1];

    private void Mistake(string path, string message) => _mistakes.Add(new(path, CommandLine.Source, message));
}
