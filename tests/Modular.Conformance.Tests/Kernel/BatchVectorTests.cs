using Modular.Kernel;
using Modular.TestSupport;
using Xunit.Abstractions;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>The kernel vectors through the batch that tools talk to, on the published databases.</summary>
public sealed class BatchVectorTests(ITestOutputHelper output)
{
    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Answer_EveryUndisputedCaseOnThePublishedDatabase_AgreesWithTheVector(string name)
    {
        var data = RepositoryPaths.SharedData!;
        using var database = DiagnosticDatabase.Open(Path.Combine(data, "mdd", name + ".mdd"));
        var result = BatchVectors.Run(database, Path.Combine(data, "vectors", "kernel", name + ".json"), hasNames: false);
        output.WriteLine(result.ToString());
        Assert.True(result.Passed > 0);
        Assert.True(result.Failures.Count == 0, result.Describe());
    }
}
