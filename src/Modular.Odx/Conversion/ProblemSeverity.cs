namespace Modular.Odx.Conversion;

/// <summary>How bad a problem of a description is.</summary>
public enum ProblemSeverity
{
    /// <summary>The conversion went on; the result may differ from what the author meant.</summary>
    Warning,

    /// <summary>The description cannot be converted.</summary>
    Error,
}
