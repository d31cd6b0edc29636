using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Configuration;

/// <summary>What the host itself was told, checked.</summary>
internal sealed record HostSettings
{
    /// <summary>Where the server listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:20002";

    /// <summary>The folder of the product's own plugins, beside the executable.</summary>
    public static string InstalledPluginPath => Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Addresses the server listens on.</summary>
    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    /// <summary>Longest a request may take before it is answered with 408. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest request body, in bytes, unless an endpoint sets its own limit. Default 16 MiB.</summary>
    public long MaximumBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Certificate for https addresses, or null.</summary>
    public CertificateSettings? Certificate { get; init; }

    /// <summary>Which client certificates count on https addresses.</summary>
    public ClientCertificateSettings ClientCertificates { get; init; } = new();

    /// <summary>Absolute path of the folder that holds <c>&lt;id&gt;/&lt;version&gt;/plugin.json</c>.</summary>
    public required string PluginPath { get; init; }

    /// <summary>Absolute paths of further such folders.</summary>
    public IReadOnlyList<string> AdditionalPluginPaths { get; init; } = [];

    /// <summary>Whom the operator trusts.</summary>
    public TrustSettings Trust { get; init; } = new();

    /// <summary>How much of plugins the host puts up with.</summary>
    public FaultSettings Faults { get; init; } = new();

    /// <summary>Absolute path below which every plugin has a folder of its own for what it keeps.</summary>
    public required string DataPath { get; init; }

    /// <summary>Identifiers of plugins which are not to be loaded.</summary>
    public IReadOnlySet<string> DisabledPlugins { get; init; } = new HashSet<string>();

    /// <summary>Identifiers of plugins without which services that change a vehicle's state are refused, also when they are not there at all.</summary>
    public IReadOnlyList<string> SafetyPlugins { get; init; } = [];

    /// <summary>True when a higher version that appears in the plugin folder replaces the one which serves. Default false.</summary>
    public bool WatchPlugins { get; init; }

    /// <summary>True when changes of the configuration file reach plugins which run. Default false.</summary>
    public bool WatchConfiguration { get; init; }

    /// <summary>Absolute path of the configuration file; null when there is none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Lowest level that is logged; null when the operator did not say.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>Levels by beginning of a category.</summary>
    public IReadOnlyDictionary<string, LogLevel> LogLevels { get; init; } = new Dictionary<string, LogLevel>();

    /// <summary>Absolute path of the log file, or null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>True when each line of the log file is a JSON object; else lines of text. Default false.</summary>
    public bool IsLogFileJson { get; init; }

    /// <summary>True only with <c>--insecure-dev</c>, or in a command that implies it on loopback.</summary>
    public bool InsecureDevelopment { get; init; }
}
