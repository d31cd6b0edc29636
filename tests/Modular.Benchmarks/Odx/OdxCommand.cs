using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Modular.Mdd.Compression;
using Modular.Odx.Archives;
using Modular.Odx.Conversion;

namespace Modular.Benchmarks.Odx;

/// <summary><c>odx</c>: converts generated PDX files of rising size; time, peak memory and sizes.</summary>
internal static class OdxCommand
{
    private const double Mega = 1_000_000;

    public static Command Create()
    {
        var sizes = new Argument<int[]>("megabytes") { Description = "XML in a PDX, in megabytes; one conversion each, in rising order.", DefaultValueFactory = static _ => [130] };
        var command = new Command("odx", "Converts generated PDX files; prints time, peak memory of the process and sizes.") { sizes };
        command.SetAction(result => Run(result.GetValue(sizes)!));
        return command;
    }

    private static int Run(int[] sizes)
    {
        Console.WriteLine($"{"XML MB",8} {"PDX MB",8} {"services",9} {"total s",8} {"MB/s",6} {"CPU s",6} {"reading",8} {"mapping",8} {"writing",8} {"peak MB",8} {"MDD MB",8}");
        foreach (var size in sizes.Order())
        {
            var folder = Directory.CreateTempSubdirectory("modular-odx-");
            try
            {
                Measure(folder.FullName, size);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static void Measure(string folder, int megabytes)
    {
        var pdx = Path.Combine(folder, "generated.pdx");
        var (bytes, services) = GeneratedPdx.Write(pdx, megabytes);
        var mdd = Path.Combine(folder, "generated.mdd");
        using var process = Process.GetCurrentProcess();
        var clock = new ProcessorClock(process);
        var start = Stopwatch.GetTimestamp();
        TimeSpan mapped;
        using (var archive = OdxArchive.Open(pdx))
        {
            var conversion = OdxConverter.Convert(archive, progress: clock);
            mapped = clock.Elapsed;
            var database = conversion.Databases.Single();
            database.Compression = MddCompression.Lzma;
            database.Save(mdd);
        }

        var total = Stopwatch.GetElapsedTime(start);
        var processor = clock.Elapsed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes / Mega,8:F1} {new FileInfo(pdx).Length / Mega,8:F2} {services,9} {total.TotalSeconds,8:F2} {bytes / Mega / total.TotalSeconds,6:F1} "
            + $"{processor.TotalSeconds,6:F1} {clock.Read.TotalSeconds,8:F1} {(mapped - clock.Read).TotalSeconds,8:F1} {(processor - mapped).TotalSeconds,8:F1} "
            + $"{process.PeakWorkingSet64 / Mega,8:F0} {new FileInfo(mdd).Length / Mega,8:F2}"));
    }

    /// <summary>Counts seconds of processor, which other work on the machine stretches less than those of the clock.</summary>
    private sealed class ProcessorClock : IProgress<OdxProgress>
    {
        private readonly Process _process;
        private readonly TimeSpan _start;

        public ProcessorClock(Process process)
        {
            _process = process;
            _start = process.TotalProcessorTime;
        }

        public TimeSpan Elapsed
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime - _start;
            }
        }

        /// <summary>When all documents were read.</summary>
        public TimeSpan Read { get; private set; }

        public void Report(OdxProgress value)
        {
            if (value.Step == "linking")
            {
                Read = Elapsed;
            }
        }
    }
}
