namespace Modular.Hosting.Configuration;

/// <summary>The configuration keys which the host itself understands.</summary>
internal static class HostKeys
{
    public const string ServerUrls = "Server:Urls";
    public const string ServerRequestTimeoutSeconds = "Server:RequestTimeoutSeconds";
    public const string ServerMaximumBodyBytes = "Server:MaximumBodyBytes";
    public const string ServerCertificatePath = "Server:Certificate:Path";
    public const string ServerCertificateKeyPath = "Server:Certificate:KeyPath";
    public const string ServerCertificatePassword = "Server:Certificate:Password";
    public const string ServerClientCertificateMode = "Server:ClientCertificates:Mode";
    public const string ServerClientCertificateRoots = "Server:ClientCertificates:Roots";
    public const string ServerClientCertificateDenied = "Server:ClientCertificates:Denied";
    public const string ServerClientCertificateRevocation = "Server:ClientCertificates:Revocation";
    public const string PluginsPath = "Plugins:Path";
    public const string PluginsDataPath = "Plugins:DataPath";
    public const string PluginsWatch = "Plugins:Watch";
    public const string PluginsWatchConfiguration = "Plugins:WatchConfiguration";
    public const string PluginsDisabled = "Plugins:Disabled";
    public const string FaultsLimit = "Plugins:Faults:Limit";
    public const string FaultsWindowSeconds = "Plugins:Faults:WindowSeconds";
    public const string FaultsRetrySeconds = "Plugins:Faults:RetrySeconds";
    public const string FaultsAuthenticationSeconds = "Plugins:Faults:AuthenticationSeconds";
    public const string PluginsSafety = "Plugins:Safety";
    public const string PluginsAdditional = "Plugins:Additional";
    public const string TrustMode = "Plugins:Trust:Mode";
    public const string TrustRoots = "Plugins:Trust:Roots";
    public const string TrustPins = "Plugins:Trust:Pins";
    public const string TrustDenied = "Plugins:Trust:Denied";
    public const string TrustUnsignedFolders = "Plugins:Trust:UnsignedFolders";
    public const string TrustAllowDowngrade = "Plugins:Trust:AllowDowngrade";
    public const string LogLevel = "Log:Level";
    public const string LogLevels = "Log:Levels";
    public const string LogFile = "Log:File";
    public const string LogFileFormat = "Log:FileFormat";

    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ServerUrls, ServerRequestTimeoutSeconds, ServerMaximumBodyBytes,
        ServerCertificatePath, ServerCertificateKeyPath, ServerCertificatePassword,
        ServerClientCertificateMode, ServerClientCertificateRevocation,
        PluginsPath, PluginsDataPath, PluginsWatch, PluginsWatchConfiguration, TrustMode,
        FaultsLimit, FaultsWindowSeconds, FaultsRetrySeconds, FaultsAuthenticationSeconds, LogLevel, LogFile, LogFileFormat,
    };

    private static readonly string[] Collections =
    [
        ServerClientCertificateRoots, ServerClientCertificateDenied, PluginsDisabled, PluginsSafety, PluginsAdditional, TrustRoots, TrustPins, TrustDenied, TrustUnsignedFolders, TrustAllowDowngrade, LogLevels,
    ];

    /// <summary>The top-level sections of the host; no plugin may claim one of them.</summary>
    public static IReadOnlySet<string> Sections { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Server", "Plugins", "Log" };

    /// <summary>All keys, for messages.</summary>
    public static IEnumerable<string> All => Keys.Concat(Collections).Order(StringComparer.Ordinal);

    /// <summary>Says whether the host understands a key of one of its sections.</summary>
    public static bool IsKnown(string key) =>
        Keys.Contains(key) || Array.Exists(Collections, name =>
            key.Equals(name, StringComparison.OrdinalIgnoreCase) ||
            key.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
}
