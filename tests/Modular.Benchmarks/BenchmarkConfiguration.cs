using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Modular.Benchmarks;

/// <summary>How BenchmarkDotNet runs here.</summary>
internal sealed class BenchmarkConfiguration : ManualConfig
{
    /// <summary>
    /// In this process: the project that BenchmarkDotNet would generate knows neither the repository's artifacts folder
    /// nor its central package versions.
    /// </summary>
    public BenchmarkConfiguration()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        ArtifactsPath = Path.Combine(TestSupport.RepositoryPaths.Root, "artifacts", "benchmarks");
    }
}
