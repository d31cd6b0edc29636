using Modular.Odx.Documents;
using Modular.Odx.Losses;

namespace Modular.Odx.Conversion;

/// <summary>Collects what is wrong, so that all of it is told at once.</summary>
internal sealed class ProblemList(bool isLenient, LossList losses)
{
    private const int MaxKept = 200;
    private readonly List<OdxProblem> _problems = [];
    private readonly HashSet<(OdxElement, string)> _told = [];

    public bool IsLenient { get; } = isLenient;

    public IReadOnlyList<OdxProblem> Problems => _problems;

    public int ErrorCount { get; private set; }

    public void Error(OdxElement element, string message) => Add(ProblemSeverity.Error, element, message);

    public void Warning(OdxElement element, string message) => Add(ProblemSeverity.Warning, element, message);

    /// <summary>An error, or a warning where the caller asked for leniency.</summary>
    public void Recoverable(OdxElement element, string message) =>
        Add(IsLenient ? ProblemSeverity.Warning : ProblemSeverity.Error, element, message);

    /// <summary>A reference that leads nowhere: an error, or a warning and a loss.</summary>
    public void Unresolved(OdxElement reference, string message) => Recoverable(reference, message, LossReason.Unresolved);

    public void Recoverable(OdxElement element, string message, LossReason reason)
    {
        Recoverable(element, message);
        if (IsLenient)
        {
            losses.Add(element, reason);
        }
    }

    private void Add(ProblemSeverity severity, OdxElement element, string message)
    {
        if (!_told.Add((element, message)))
        {
            return;
        }

        if (severity == ProblemSeverity.Error)
        {
            ErrorCount++;
        }

        if (_problems.Count < MaxKept)
        {
            _problems.Add(new OdxProblem(severity, element.Root.Document?.Name ?? string.Empty, element.Line, ElementPath.Of(element), message));
        }
    }
}
