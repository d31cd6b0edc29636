namespace Modular.Conformance.Tests.Kernel;

/// <summary>What came of a vector file.</summary>
internal sealed class BatchResult
{
    public int Passed { get; set; }

    public int Disputed { get; set; }

    public List<string> Failures { get; } = [];

    public string Describe() => $"{Failures.Count} failed:\n{string.Join('\n', Failures.Take(60))}";

    public override string ToString() => $"{Passed} passed, {Failures.Count} failed, {Disputed} skipped (sources disagree)";
}
