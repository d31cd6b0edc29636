using System.Globalization;
using System.Security.Cryptography;
using Modular.Hosting.Plugins.Faults;

namespace Modular.Hosting.Configuration;

/// <summary>Reads the host's own sections from the layers and reports every mistake in them.</summary>
internal sealed class HostSettingsReader
{
    private readonly LayerLookup _lookup;
    private readonly List<ConfigurationMistake> _mistakes;

    private HostSettingsReader(LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        _lookup = lookup;
        _mistakes = mistakes;
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="layers">Lowest precedence first.</param>
    /// <param name="isInsecureDevelopment">True with <c>--insecure-dev</c>.</param>
    /// <param name="workingDirectory">What relative paths are relative to.</param>
    /// <param name="mistakes">Receives what is wrong.</param>
    public static HostSettings Read(
        IReadOnlyList<ConfigurationLayer> layers,
        bool isInsecureDevelopment,
        string workingDirectory,
        List<ConfigurationMistake> mistakes)
    {
        var lookup = new LayerLookup(layers, workingDirectory);
        var reader = new HostSettingsReader(lookup, mistakes);
        var certificate = reader.Certificate();
        var level = reader.Find(HostKeys.LogLevel);
        return new HostSettings
        {
            Addresses = reader.Addresses(isInsecureDevelopment, certificate is not null),
            RequestTimeout = TimeSpan.FromSeconds(reader.Number(HostKeys.ServerRequestTimeoutSeconds, 30, 1, 3600)),
            MaximumBodyBytes = reader.Number(HostKeys.ServerMaximumBodyBytes, 16 * 1024 * 1024, 1024, 16L * 1024 * 1024 * 1024),
            Certificate = certificate,
            ClientCertificates = ClientCertificateSettingsReader.Read(lookup, mistakes),
            PluginPath = reader.Path(HostKeys.PluginsPath) ?? HostSettings.InstalledPluginPath,
            AdditionalPluginPaths = [.. lookup.Children(HostKeys.PluginsAdditional).Select(entry => lookup.FullPath(entry.Value))],
            Trust = TrustSettingsReader.Read(lookup, mistakes),
            Faults = reader.Faults(),
            DataPath = reader.Path(HostKeys.PluginsDataPath) ?? DefaultDataPath(),
            DisabledPlugins = lookup.Children(HostKeys.PluginsDisabled).Select(static entry => entry.Value)
                .ToHashSet(StringComparer.Ordinal),
            SafetyPlugins = [.. lookup.Children(HostKeys.PluginsSafety).Select(static entry => entry.Value)],
            WatchPlugins = reader.Flag(HostKeys.PluginsWatch),
            WatchConfiguration = reader.Flag(HostKeys.PluginsWatchConfiguration),
            LogLevel = level is { } found ? reader.Level(HostKeys.LogLevel, found) : null,
            LogLevels = lookup.Children(HostKeys.LogLevels).ToDictionary(
                static entry => entry.Key[(HostKeys.LogLevels.Length + 1)..],
                entry => reader.Level(entry.Key, (entry.Value, entry.Source)) ?? LogLevel.Information,
                StringComparer.OrdinalIgnoreCase),
            LogFile = reader.Path(HostKeys.LogFile),
            IsLogFileJson = reader.IsJson(HostKeys.LogFileFormat),
            InsecureDevelopment = isInsecureDevelopment,
        };
    }

    private static string DefaultDataPath()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? System.IO.Path.Combine(home, "modular", "plugins")
            : System.IO.Path.Combine(AppContext.BaseDirectory, "data");
    }

    private List<ListenAddress> Addresses(bool isInsecureDevelopment, bool hasCertificate)
    {
        var (text, source) = Find(HostKeys.ServerUrls) ?? (HostSettings.DefaultUrl, "default");
        var addresses = new List<ListenAddress>();
        foreach (var url in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!ListenAddress.TryParse(url, out var address, out var reason))
            {
                _mistakes.Add(new(HostKeys.ServerUrls, source, reason));
            }
            else if (address.IsHttps && !hasCertificate)
            {
                _mistakes.Add(new(HostKeys.ServerUrls, source, $"{url} needs {HostKeys.ServerCertificatePath}, a PEM or PKCS#12 file"));
            }
            else if (!address.IsHttps && !address.IsLoopback && !isInsecureDevelopment)
            {
                _mistakes.Add(new(
                    HostKeys.ServerUrls,
                    source,
                    $"{url} is plain http on an address that others can reach. Use a loopback address such as {HostSettings.DefaultUrl}, "
                    + $"or https with {HostKeys.ServerCertificatePath}, or --insecure-dev on a network you trust"));
            }
            else
            {
                addresses.Add(address);
            }
        }

        if (text.Trim(';', ' ').Length == 0)
        {
            _mistakes.Add(new(HostKeys.ServerUrls, source, "names no address"));
        }

        return addresses;
    }

    private CertificateSettings? Certificate()
    {
        if (Path(HostKeys.ServerCertificatePath) is not { } path)
        {
            return null;
        }

        var settings = new CertificateSettings(path, Path(HostKeys.ServerCertificateKeyPath), Find(HostKeys.ServerCertificatePassword)?.Value);
        var source = Find(HostKeys.ServerCertificatePath)!.Value.Source;
        if (!File.Exists(path))
        {
            _mistakes.Add(new(HostKeys.ServerCertificatePath, source, $"there is no file {path}"));
            return settings;
        }

        try
        {
            ServerCertificate.Load(settings).Certificate.Dispose();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            _mistakes.Add(new(
                HostKeys.ServerCertificatePath,
                source,
                $"no certificate with its private key can be read from {path}{(settings.KeyPath is { } key ? $" and {key}" : "")}: {exception.Message}"));
        }

        return settings;
    }

    private FaultSettings Faults() => new()
    {
        Limit = (int)Number(HostKeys.FaultsLimit, 10, 1, 1000),
        Window = TimeSpan.FromSeconds(Number(HostKeys.FaultsWindowSeconds, 60, 1, 3600)),
        RetryDelay = TimeSpan.FromSeconds(Number(HostKeys.FaultsRetrySeconds, 60, 0, 86_400)),
        AuthenticationBudget = TimeSpan.FromSeconds(Number(HostKeys.FaultsAuthenticationSeconds, 5, 1, 60)),
    };

    private long Number(string key, long fallback, long minimum, long maximum)
    {
        if (Find(key) is not { } found)
        {
            return fallback;
        }

        if (long.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        _mistakes.Add(new(key, found.Source, $"'{found.Value}' is no whole number from {minimum} to {maximum}"));
        return fallback;
    }

    private bool Flag(string key)
    {
        if (Find(key) is not { } found)
        {
            return false;
        }

        if (bool.TryParse(found.Value, out var value))
        {
            return value;
        }

        _mistakes.Add(new(key, found.Source, $"'{found.Value}' is neither true nor false"));
        return false;
    }

    private bool IsJson(string key)
    {
        var found = Find(key);
        var isJson = string.Equals(found?.Value, "Json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && found is { } other && !other.Value.Equals("Text", StringComparison.OrdinalIgnoreCase))
        {
            _mistakes.Add(new(key, other.Source, $"'{other.Value}' is neither Text nor Json"));
        }

        return isJson;
    }

    private LogLevel? Level(string key, (string Value, string Source) found)
    {
        if (Enum.TryParse<LogLevel>(found.Value, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsDigit(found.Value[0]))
        {
            return level;
        }

        _mistakes.Add(new(key, found.Source, $"'{found.Value}' is no level; the levels are {string.Join(", ", Enum.GetNames<LogLevel>())}"));
        return null;
    }

    private string? Path(string key) => Find(key) is { Value.Length: > 0 } found ? _lookup.FullPath(found.Value) : null;

    private (string Value, string Source)? Find(string key) => _lookup.Find(key);
}
