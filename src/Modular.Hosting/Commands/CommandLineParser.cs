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
    private readonly List<string> _arguments = [];
    private readonly Dictionary<string, List<string?>> _files = new(StringComparer.Ordinal);
    private readonly List<ConfigurationMistake> _mistakes = [];
    private string? _command;
    private string? _file;
    private string? _subject;
    private string? _server;
    private string? _token;
    private bool _isInsecure;
    private bool _isJson;
    private bool _isHelp;
    private bool _isVersion;

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
                _command = word;
                if (!HostCommands.IsHostCommand(word))
                {
                    _arguments.AddRange(_words);
                    _words.Clear();
                }
            }
        }

        CheckUse();
        return new CommandLine
        {
            Command = _command ?? HostCommands.Run,
            Arguments = _arguments,
            Settings = _settings,
            ConfigurationFile = _file,
            Subject = _subject,
            OutputFile = FileOf("--output"),
            KeyFile = FileOf("--key"),
            CertificateFile = FileOf("--certificate"),
            RootFiles = [.. (_files.GetValueOrDefault("--root") ?? []).OfType<string>()],
            Server = _server,
            Token = _token,
            IsInsecureDevelopment = _isInsecure,
            IsJson = _isJson,
            IsHelp = _isHelp || _command == HostCommands.Help,
            IsVersion = _isVersion,
            Mistakes = _mistakes,
        };
    }

    private void TakeOption(string word)
    {
        var separator = word.IndexOf('=', StringComparison.Ordinal);
        var name = separator < 0 ? word : word[..separator];
        var value = separator < 0 ? null : word[(separator + 1)..];
        switch (name)
        {
            case "--help" or "-h" or "-?":
                _isHelp = true;
                break;
            case "--version":
                _isVersion = true;
                break;
            case "--insecure-dev":
                _isInsecure = true;
                break;
            case "--json":
                _isJson = true;
                break;
            case "--config":
                _file = TakeValue(name, value);
                break;
            case "--subject":
                _subject = TakeValue(name, value);
                break;
            case "-o" or "--output" or "--key" or "--certificate" or "--root":
                TakeFile(name == "-o" ? "--output" : name, value);
                return;
            case "--server":
                _server = TakeValue(name, value);
                break;
            case "--token":
                _token = TakeValue(name, value);
                break;
            case "--urls":
                _settings[HostKeys.ServerUrls] = TakeValue(name, value);
                break;
            default:
                TakeSetting(name, value);
                return;
        }

        if (value is not null && name is not ("--config" or "--subject" or "--server" or "--token" or "--urls"))
        {
            Mistake(name, "takes no value");
        }
    }

    private void TakeFile(string name, string? value)
    {
        if (!_files.TryGetValue(name, out var files))
        {
            _files.Add(name, files = []);
        }

        files.Add(TakeValue(name, value));
        if (files.Count > 1 && name != "--root")
        {
            Mistake(name, "is given twice");
        }
    }

    private string? FileOf(string name) => _files.GetValueOrDefault(name)?[0];

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

    private void CheckUse()
    {
        var words = string.Join(' ', _arguments);
        switch (_command)
        {
            case HostCommands.Plugin:
                CheckPluginUse(words);
                break;
            case HostCommands.Config when words != "check":
                Mistake($"config {words}".TrimEnd(), "the command is 'config check'");
                break;
            case null or HostCommands.Run or HostCommands.Demo or HostCommands.Doctor or HostCommands.Token when words.Length > 0:
                Mistake(words, $"'{_command}' takes no further words");
                break;
            default:
                break;
        }

        if ((_server ?? _token) is not null && _command != HostCommands.Plugin)
        {
            Mistake("--server, --token", "belong to 'plugin show', 'plugin replace' and 'plugin release'");
        }

        if (_command == HostCommands.Token && string.IsNullOrWhiteSpace(_subject) && !_isHelp)
        {
            Mistake("--subject", "'token' needs the name of the caller: token --subject NAME");
        }

        if (_subject is not null && _command != HostCommands.Token)
        {
            Mistake("--subject", "belongs to the command 'token'");
        }

        if (_files.Count > 0 && _command != HostCommands.Plugin)
        {
            Mistake(_files.Keys.First(), "belongs to the commands 'plugin pack', 'plugin sign' and 'plugin verify'");
        }

        if (_isJson && (_command != HostCommands.Plugin || _arguments is not [HostCommands.List]))
        {
            Mistake("--json", "belongs to the command 'plugin list'");
        }
    }

    private void CheckPluginUse(string words)
    {
        if (_isHelp)
        {
            return;
        }

        string[] allowed = _arguments switch
        {
            [HostCommands.List] => [],
            [HostCommands.Pack, _] => ["--output"],
            [HostCommands.Sign, _] => ["--key", "--certificate"],
            [HostCommands.Verify, _] => ["--root"],
            [PluginServerCommand.Show, _] or [PluginReleaseCommand.Name, _] or [PluginServerCommand.Replace, _] or [PluginServerCommand.Replace, _, _] => [],
            _ => ["?"],
        };
        if (allowed is ["?"])
        {
            Mistake(
                $"plugin {words}".TrimEnd(),
                "the commands are 'plugin list [--json]', 'plugin pack DIR -o FILE', 'plugin sign DIR|FILE --key KEY.pem --certificate CERT.pem', 'plugin verify DIR|FILE [--root ROOT.pem]', 'plugin show ID', 'plugin replace ID [VERSION]' and 'plugin release ID'");
            return;
        }

        CheckServerUse();
        foreach (var name in _files.Keys.Except(allowed))
        {
            Mistake(name, $"does not belong to 'plugin {_arguments[0]}'");
        }

        foreach (var name in allowed.Where(name => name != "--root" && !_files.ContainsKey(name)))
        {
            Mistake(name, $"'plugin {_arguments[0]}' needs {name} FILE");
        }
    }

    private void CheckServerUse()
    {
        var asksServer = _arguments[0] is PluginServerCommand.Show or PluginServerCommand.Replace;
        if (asksServer && string.IsNullOrWhiteSpace(_token))
        {
            Mistake("--token", $"'plugin {_arguments[0]}' asks the running server, which wants to know who calls: --token TOKEN");
        }

        if (!asksServer && _arguments[0] != PluginReleaseCommand.Name && (_server ?? _token) is not null)
        {
            Mistake("--server, --token", $"do not belong to 'plugin {_arguments[0]}'");
        }

        if (_server is not null && (!Uri.TryCreate(_server, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https")))
        {
            Mistake("--server", $"'{_server}' is no http or https address");
        }
    }

    private void Mistake(string path, string message) => _mistakes.Add(new(path, CommandLine.Source, message));
}
