namespace Modular.Hosting.Plugins.Discovery;

/// <summary>What <c>plugin.json</c> says, checked for shape but not yet against the folder.</summary>
internal sealed record PluginManifest
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    public string Summary { get; init; } = string.Empty;

    /// <summary>Version of the SDK the plugin was compiled against.</summary>
    public required SemanticVersion Sdk { get; init; }

    /// <summary>File name of the main assembly.</summary>
    public required string Main { get; init; }

    public required PluginTier Tier { get; init; }

    public string Kind { get; init; } = string.Empty;

    /// <summary>True when the server is not ready without the plugin.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Full names of the contracts the plugin provides.</summary>
    public IReadOnlyList<string> Provides { get; init; } = [];

    /// <summary>Full names of the contracts without which it does not start.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Configuration sections it reads.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Path prefixes below which it may map endpoints.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>Path prefixes below which it may wrap or replace endpoints of other plugins.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    public IReadOnlyList<PluginCommandDeclaration> Commands { get; init; } = [];

    public TimeSpan StartBudget { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan StopBudget { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long requests may go on in a generation that was replaced before they are cancelled.</summary>
    public TimeSpan DrainBudget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Runtime identifiers for which the plugin brings native libraries; empty when it brings none or runs without them.</summary>
    public IReadOnlyList<string> Native { get; init; } = [];

    /// <summary>SHA-256 in hexadecimal by relative path, of every file of the folder but the manifest.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
