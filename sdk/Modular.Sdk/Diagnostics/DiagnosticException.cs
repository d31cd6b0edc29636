namespace Modular.Sdk.Diagnostics;

/// <summary>
/// A diagnostic service could not be used, or its answer not be understood. That the ECU says no, or nothing, is an
/// outcome and no exception.
/// </summary>
public class DiagnosticException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause below, if any.</param>
    public DiagnosticException(DiagnosticFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
    }

    /// <summary>Why.</summary>
    public DiagnosticFailure Failure { get; }

    /// <summary>JSON pointer to the parameter concerned, for example <c>/Record/0/Speed</c>; null when there is none.</summary>
    public string? ParameterPath { get; init; }

    /// <summary>Values that would have been allowed; empty where that is not known or not finite.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];
}
