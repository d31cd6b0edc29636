using System.CommandLine;
using System.Diagnostics;
using Modular.Benchmarks.Mdd;
using Modular.Mdd;
using Modular.Mdd.Caching;
using Modular.Mdd.Compression;
using Modular.TestSupport;

namespace Modular.Benchmarks.Databases;

/// <summary><c>databases</c>: what the databases of a whole vehicle cost to open and to hold, with and without the cache.</summary>
internal static class DatabasesCommand
{
    private const double Mega = 1024 * 1024;

    public static Command Create()
    {
        var count = new Option<int>("--count") { DefaultValueFactory = _ => 68, Description = "How many databases." };
        var services = new Option<int>("--services") { DefaultValueFactory = _ => 11_000, Description = "Services of each; 11 000 make some 3.6 MB." };
        var command = new Command("databases", "Generates the databases of a vehicle, then opens them cold and warm.") { count, services };
        command.SetAction(parse => Run(parse.GetValue(count), parse.GetValue(services)));
        return command;
    }

    private static int Run(int count, int services)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryPaths.Root, "artifacts", "benchmarks", $"databases-{services}")).FullName;
        var paths = Enumerable.Range(0, count).Select(number => Path.Combine(folder, $"Ecu{number:D3}.mdd")).ToList();
        Parallel.ForEach(paths.Where(path => !File.Exists(path)), path => Generate(path, services));
        var cacheFolder = Path.Combine(folder, "cache");
        if (Directory.Exists(cacheFolder))
        {
            Directory.Delete(cacheFolder, recursive: true);
        }

        // Once before, so that the compiler is done.
        Measure("compiling", [.. paths.Take(2)], MddOptions.Default);
        var options = new MddOptions { Cache = new MddPayloadCache(cacheFolder) };
        Console.WriteLine($"{count} databases of {new FileInfo(paths[0]).Length / Mega:F2} MiB each");
        Console.WriteLine($"{"",-22} {"ms",8} {"heap MiB",9} {"resident MiB",13}");
        Measure("without a cache", paths, MddOptions.Default);
        Measure("cold, cache written", paths, options);
        Measure("warm, cache mapped", paths, options);
        return 0;
    }

    private static void Generate(string path, int services)
    {
        var definition = GeneratedDatabase.Define(Path.GetFileNameWithoutExtension(path), services);
        definition.Compression = MddCompression.Lzma;
        definition.Save(path);
    }

    private static void Measure(string what, List<string> paths, MddOptions options)
    {
        var (heap, resident) = (Heap(), Resident());
        var begin = Stopwatch.GetTimestamp();
        var databases = new MddDatabase[paths.Count];
        Parallel.For(0, paths.Count, index => databases[index] = MddDatabase.Open(paths[index], options));
        var elapsed = Stopwatch.GetElapsedTime(begin);
        if (what != "compiling")
        {
            Console.WriteLine($"{what,-22} {elapsed.TotalMilliseconds,8:F0} {(Heap() - heap) / Mega,9:F1} {(Resident() - resident) / Mega,13:F1}");
        }

        foreach (var database in databases)
        {
            database.Dispose();
        }
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
