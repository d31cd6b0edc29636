using Modular.Mdd;
using Modular.Mdd.Caching;
using Modular.Plugins.DiagnosticTester.Configuration;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Where decompressed databases are kept between starts, if at all.</summary>
internal sealed class DatabaseCache
{
    private const string FolderName = "databases";
    private const long Megabyte = 1024 * 1024;

    private readonly MddPayloadCache? _payloads;

    /// <param name="options">Whether and where.</param>
    /// <param name="dataDirectory">The plugin's data directory.</param>
    /// <param name="time">The clock by which what is kept grows old.</param>
    public DatabaseCache(DatabaseCacheOptions options, string dataDirectory, TimeProvider time)
    {
        _payloads = options.Enabled
            ? new MddPayloadCache(
                string.IsNullOrWhiteSpace(options.Path) ? Path.Combine(dataDirectory, FolderName) : options.Path, options.MaxMegabytes * Megabyte, time)
            : null;
        FileOptions = MddOptions.Default with { Cache = _payloads };
    }

    /// <summary>With which databases are opened.</summary>
    public MddOptions FileOptions { get; }

    /// <summary>Why nothing could be kept last time, or null.</summary>
    public string? Fault => _payloads?.LastFault;
}
