namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>A database file that is not served.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Reason">Why, for a person.</param>
/// <param name="IsHarmless">True when nothing is wrong with the installation, such as an older revision beside a newer one.</param>
internal sealed record DatabaseProblem(string File, string Reason, bool IsHarmless = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Reason}";
}
