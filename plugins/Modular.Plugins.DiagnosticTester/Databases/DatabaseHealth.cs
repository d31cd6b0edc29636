using Modular.Sdk.Health;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Health part <c>database</c>.</summary>
internal sealed class DatabaseHealth : IHealthContributor
{
    private const int MostReasons = 5;

    // A reference swaps at once; a struct of two fields would not.
    private volatile StrongReport _report = new(HealthState.Starting, "The databases are being loaded.");

    /// <inheritdoc/>
    public string Name => "database";

    /// <inheritdoc/>
    public HealthReport GetReport() => new(_report.State, _report.Detail);

    /// <summary>The databases are loaded.</summary>
    /// <param name="set">What came of it.</param>
    public void Loaded(DatabaseSet set)
    {
        var broken = set.Problems.Where(problem => !problem.IsHarmless).ToArray();
        var detail = broken.Length == 0
            ? null
            : $"{broken.Length} not served: {string.Join(' ', broken.Take(MostReasons))}{(broken.Length > MostReasons ? " ..." : string.Empty)}";
        var isFailed = set.Ecus.Count == 0 && broken.Length > 0;
        _report = new StrongReport(isFailed ? HealthState.Failed : HealthState.Up, detail);
    }

    /// <summary>Loading failed as a whole.</summary>
    /// <param name="reason">Why.</param>
    public void Failed(string reason) => _report = new StrongReport(HealthState.Failed, reason);

    private sealed record StrongReport(HealthState State, string? Detail);
}
