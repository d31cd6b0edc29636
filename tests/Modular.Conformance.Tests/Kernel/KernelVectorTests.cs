using System.Text.Json;
using Modular.TestSupport;
using Xunit.Abstractions;

namespace Modular.Conformance.Tests.Kernel;

public sealed class KernelVectorTests(ITestOutputHelper output)
{
    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Run_EveryUndisputedCase_GivesWhatTheVectorSays(string name)
    {
        using var vectors = new VectorFile(name);
        var counts = new SortedDictionary<string, (int Passed, int Failed, int Disputed)>(StringComparer.Ordinal);
        var failures = new List<string>();
        foreach (var vector in vectors.Cases)
        {
            var op = vector.GetProperty("op").GetString()!;
            var (passed, failed, disputed) = counts.GetValueOrDefault(op);
            if (vector.TryGetProperty("disputed", out var flag) && flag.ValueKind == JsonValueKind.True)
            {
                counts[op] = (passed, failed, disputed + 1);
                continue;
            }

            var problem = vectors.Run(vector);
            counts[op] = problem is null ? (passed + 1, failed, disputed) : (passed, failed + 1, disputed);
            if (problem is not null)
            {
                failures.Add($"{vector.GetProperty("id")}: {problem}");
            }
        }

        foreach (var (op, (passed, failed, disputed)) in counts)
        {
            output.WriteLine($"{name} {op}: {passed} passed, {failed} failed, {disputed} skipped (sources disagree)");
        }

        Assert.True(counts.Values.Sum(count => count.Passed) > 0);
        Assert.True(failures.Count == 0, $"{failures.Count} failed:\n" + string.Join('\n', failures.Take(40)));
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Layers_OfEachVariantAndGroup_SeeTheServicesOfTheVector(string name)
    {
        using var vectors = new VectorFile(name);
        Assert.Empty(vectors.CompareLayers());
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    public void Evaluate_ResponsesOfTheVector_GivesItsVariant(string name)
    {
        using var vectors = new VectorFile(name);
        Assert.NotEmpty(vectors.Database.Detection.Services);
        Assert.Empty(vectors.CompareDetection());
    }
}
