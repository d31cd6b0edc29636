using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A message cannot be encoded or decoded. Collects the path to the parameter on its way out.</summary>
internal sealed class MessageException : Exception
{
    private string _path = "";

    public MessageException(DiagnosticFailure failure, string message)
        : base(message)
    {
        Failure = failure;
    }

    public DiagnosticFailure Failure { get; }

    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>Puts a step in front of the path, escaped as JSON pointers demand.</summary>
    public void Within(string step) =>
        _path = "/" + step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) + _path;

    public DiagnosticException ToDiagnosticException(string service) =>
        new(Failure, Failure == DiagnosticFailure.ResponseTooShort ? Message : $"{service}: {Message}", this)
        {
            ParameterPath = _path.Length == 0 ? null : _path,
            AllowedValues = AllowedValues,
        };

    public static MessageException TooShort(int expected, int actual) =>
        new(DiagnosticFailure.ResponseTooShort, $"Payload too short, expected at least {expected} bytes, got {actual} bytes");

    public static MessageException Invalid(string message) => new(DiagnosticFailure.DatabaseInvalid, message);
}
