using BenchmarkDotNet.Attributes;
using Modular.Mdd;
using Modular.Mdd.Caching;
using Modular.Mdd.Compression;

namespace Modular.Benchmarks.Mdd;

/// <summary>Opens a compressed database of 500 services whose description is in the cache already.</summary>
[MemoryDiagnoser]
public class CachedDatabaseBenchmarks
{
    private string _folder = "";
    private string _path = "";
    private MddOptions _options = MddOptions.Default;

    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("modular-benchmarks-").FullName;
        _path = Path.Combine(_folder, "Generated.mdd");
        var definition = GeneratedDatabase.Define("Generated", 500);
        definition.Compression = MddCompression.Lzma;
        definition.Save(_path);
        _options = new MddOptions { Cache = new MddPayloadCache(Path.Combine(_folder, "cache")) };
        Open();
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    /// <summary>Maps the file, reads the container, hashes the compressed data, and maps the description.</summary>
    [Benchmark]
    public int Open()
    {
        using var database = MddDatabase.Open(_path, _options);
        return database.IsMapped ? database.PayloadLength : throw new InvalidOperationException(_options.Cache!.LastFault);
    }
}
