namespace Modular.Odx.Conversion;

/// <summary>A description cannot be converted; all that is wrong is listed.</summary>
public sealed class OdxConversionException : Exception
{
    internal OdxConversionException(string source, IReadOnlyList<OdxProblem> problems, int errorCount)
        : base($"{source}: {(errorCount == 1 ? "1 error" : $"{errorCount} errors")} in the description. "
            + problems.First(static problem => problem.Severity == ProblemSeverity.Error))
    {
        Problems = problems;
        ErrorCount = errorCount;
    }

    /// <summary>What is wrong, in the order it was found; the first 200.</summary>
    public IReadOnlyList<OdxProblem> Problems { get; }

    /// <summary>How many errors there are in all.</summary>
    public int ErrorCount { get; }
}
