namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>Section <c>Database:Cache</c>: where decompressed databases are kept between starts.</summary>
public sealed class DatabaseCacheOptions
{
    /// <summary>Whether they are kept. False: every start decompresses and checks them anew, into memory. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Directory used for nothing else, or null for one within the plugin's data directory.</summary>
    public string? Path { get; set; }

    /// <summary>Size of the directory from which on what was not used for longest goes, 1 to 1 048 576 MiB. Default 4096.</summary>
    public int MaxMegabytes { get; set; } = 4096;
}
