using Modular.Kernel;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>A database that could be opened.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Database">The database.</param>
internal sealed record OpenedDatabase(string File, DiagnosticDatabase Database);
