using BenchmarkDotNet.Attributes;
using Modular.Mdd;
using Modular.Mdd.Comparison;

namespace Modular.Benchmarks.Mdd;

/// <summary>Compares two databases of 40 services that mean the same.</summary>
[MemoryDiagnoser]
public class ComparisonBenchmarks
{
    private MddDatabase _first = null!;
    private MddDatabase _second = null!;

    [GlobalSetup]
    public void Write()
    {
        _first = GeneratedDatabase.Define("Generated", 40).ToDatabase();
        _second = GeneratedDatabase.Define("Generated", 40).ToDatabase();
    }

    [GlobalCleanup]
    public void Close()
    {
        _first.Dispose();
        _second.Dispose();
    }

    /// <summary>Matches and compares all elements.</summary>
    [Benchmark]
    public int Compare() => MddComparison.Compare(_first, _second).Count();
}
