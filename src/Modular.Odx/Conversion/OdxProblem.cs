namespace Modular.Odx.Conversion;

/// <summary>Something wrong with a description.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Document">Name of the file within the archive.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Path">The element, by names of elements with short names in brackets.</param>
/// <param name="Message">What is wrong.</param>
public sealed record OdxProblem(ProblemSeverity Severity, string Document, int Line, string Path, string Message)
{
    /// <summary>All of it in one line.</summary>
    public override string ToString() => $"{Document}, line {Line}: {Message} ({Path})";
}
