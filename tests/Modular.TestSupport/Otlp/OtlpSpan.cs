namespace Modular.TestSupport.Otlp;

/// <summary>A span as a collector gets it.</summary>
/// <param name="Source">Name of the instrumentation scope.</param>
/// <param name="Name">Name of the span.</param>
/// <param name="TraceId">32 hexadecimal digits in lower case.</param>
/// <param name="SpanId">16 hexadecimal digits in lower case.</param>
/// <param name="ParentId">16 hexadecimal digits; empty for a root.</param>
/// <param name="Status">0 unset, 1 ok, 2 error.</param>
/// <param name="Attributes">Attributes, numbers as text.</param>
/// <param name="Resource">Attributes of the resource.</param>
public sealed record OtlpSpan(
    string Source,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    int Status,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Resource);
