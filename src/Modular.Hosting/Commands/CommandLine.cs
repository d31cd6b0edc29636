using Modular.Hosting.Configuration;

namespace Modular.Hosting.Commands;

/// <summary>The command line, taken apart.</summary>
internal sealed record CommandLine
{
    /// <summary>What messages call it.</summary>
    public const string Source = "command line";

    /// <summary>First word, <c>run</c> when there was none.</summary>
    public required string Command { get; init; }

    /// <summary>Further words of a command of the host; everything after the word of a plugin's command, untouched.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Values of <c>--Section:Key</c>.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <summary>File named by <c>--config</c>, or null.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Name given by <c>--subject</c>, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>File named by <c>--output</c>, or null.</summary>
    public string? OutputFile { get; init; }

    /// <summary>File named by <c>--key</c>, or null.</summary>
    public string? KeyFile { get; init; }

    /// <summary>File named by <c>--certificate</c>, or null.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Kind of plugin given by <c>--kind</c>, or null.</summary>
    public string? Kind { get; init; }

    /// <summary>Files named by <c>--root</c>.</summary>
    public IReadOnlyList<string> RootFiles { get; init; } = [];

    /// <summary>Address given by <c>--server</c>, or null.</summary>
    public string? Server { get; init; }

    /// <summary>Token given by <c>--token</c>, or null.</summary>
    public string? Token { get; init; }

    public bool IsInsecureDevelopment { get; init; }

    public bool IsJson { get; init; }

    public bool IsHelp { get; init; }

    public bool IsVersion { get; init; }

    public required IReadOnlyList<ConfigurationMistake> Mistakes { get; init; }
}
