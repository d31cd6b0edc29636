using Modular.Kernel;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>What came of loading the databases. Owns them.</summary>
/// <param name="Ecus">The ECUs, ordered by name.</param>
/// <param name="FunctionalGroups">The description of functional groups, or null.</param>
/// <param name="Problems">Files that are not served.</param>
internal sealed record DatabaseSet(
    IReadOnlyList<EcuDefinition> Ecus,
    DiagnosticDatabase? FunctionalGroups,
    IReadOnlyList<DatabaseProblem> Problems) : IDisposable
{
    /// <summary>No database at all.</summary>
    public static DatabaseSet Empty { get; } = new([], null, []);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var ecu in Ecus)
        {
            ecu.Database.Dispose();
        }

        FunctionalGroups?.Dispose();
    }
}
