using Modular.TestSupport;

namespace Modular.Kernel.Tests;

/// <summary>Opens the sample databases of the conformance data.</summary>
internal static class SampleDatabases
{
    public static DiagnosticDatabase Open(string name) =>
        DiagnosticDatabase.Open(Path.Combine(RepositoryPaths.SharedData!, "mdd", name + ".mdd"));
}
