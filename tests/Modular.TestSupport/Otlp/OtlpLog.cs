namespace Modular.TestSupport.Otlp;

/// <summary>A log record as a collector gets it.</summary>
/// <param name="Category">Name of the instrumentation scope.</param>
/// <param name="Severity">9 information, 13 warning, 17 error.</param>
/// <param name="Body">The message.</param>
/// <param name="UnixNanoseconds">When it was logged.</param>
/// <param name="TraceId">32 hexadecimal digits in lower case; empty outside of a trace.</param>
/// <param name="SpanId">16 hexadecimal digits in lower case; empty outside of a trace.</param>
/// <param name="Attributes">Attributes, numbers as text.</param>
public sealed record OtlpLog(
    string Category, int Severity, string Body, ulong UnixNanoseconds, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Attributes);
