using BenchmarkDotNet.Attributes;
using Modular.Mdd;
using Modular.TestSupport;

namespace Modular.Benchmarks.Mdd;

/// <summary>Opens FLXC1000, whose description is compressed with LZMA.</summary>
[MemoryDiagnoser]
public class CompressedDatabaseBenchmarks
{
    private string _path = "";

    [GlobalSetup]
    public void Find() =>
        _path = Path.Combine(RepositoryPaths.SharedData ?? throw new ConformanceDataAbsentException(), "mdd", "FLXC1000.mdd");

    /// <summary>Maps the file, decompresses the description into memory of its own and verifies it.</summary>
    [Benchmark]
    public int Open()
    {
        using var database = MddDatabase.Open(_path);
        return database.PayloadLength;
    }
}
