using BenchmarkDotNet.Attributes;
using Modular.Mdd;
using Modular.Simulation.Demo;

namespace Modular.Benchmarks.Mdd;

/// <summary>Opens the demo's engine database, whose description lies in the file as it is.</summary>
[MemoryDiagnoser]
public class StoredDatabaseBenchmarks
{
    private string _folder = "";
    private string _path = "";

    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("modular-benchmarks-").FullName;
        _path = DemoVehicle.WriteDatabases(_folder).Single(static path => Path.GetFileName(path) == "EngineControl.mdd");
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    /// <summary>Maps the file, reads the container, checks the hash and verifies the description in place.</summary>
    [Benchmark]
    public int Open()
    {
        using var database = MddDatabase.Open(_path);
        return database.PayloadLength;
    }
}
