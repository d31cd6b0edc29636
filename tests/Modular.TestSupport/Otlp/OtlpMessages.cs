using System.Globalization;
using System.Text;

namespace Modular.TestSupport.Otlp;

/// <summary>Reads of export requests what tests ask for. Field numbers are those of opentelemetry-proto 1.x.</summary>
internal static class OtlpMessages
{
    /// <summary>Spans of an ExportTraceServiceRequest.</summary>
    public static IEnumerable<OtlpSpan> ReadSpans(ReadOnlyMemory<byte> request) =>
        from entry in ReadScopes(request)
        select ReadSpan(entry.Scope, entry.Item, entry.Resource);

    /// <summary>Names of metrics of an ExportMetricsServiceRequest.</summary>
    public static IEnumerable<string> ReadMetricNames(ReadOnlyMemory<byte> request) =>
        from entry in ReadScopes(request)
        select Text(Fields(entry.Item, 1).First());

    /// <summary>Records of an ExportLogsServiceRequest.</summary>
    public static IEnumerable<OtlpLog> ReadLogs(ReadOnlyMemory<byte> request) =>
        from entry in ReadScopes(request)
        select ReadLog(entry.Scope, entry.Item);

    // All three requests: field 1 per resource; in it 1 the resource, 2 per scope; in that 1 the scope with its name in 1, 2 the items.
    private static IEnumerable<(string Scope, ReadOnlyMemory<byte> Item, IReadOnlyDictionary<string, string> Resource)> ReadScopes(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in Fields(request, 1))
        {
            var attributes = Attributes(Fields(resource.Bytes, 1).FirstOrDefault().Bytes, 1);
            foreach (var scope in Fields(resource.Bytes, 2))
            {
                var name = Text(Fields(Fields(scope.Bytes, 1).FirstOrDefault().Bytes, 1).FirstOrDefault());
                foreach (var item in Fields(scope.Bytes, 2))
                {
                    yield return (name, item.Bytes, attributes);
                }
            }
        }
    }

    private static OtlpSpan ReadSpan(string scope, ReadOnlyMemory<byte> span, IReadOnlyDictionary<string, string> resource) => new(
        scope,
        Text(Fields(span, 5).FirstOrDefault()),
        Hex(Fields(span, 1).FirstOrDefault()),
        Hex(Fields(span, 2).FirstOrDefault()),
        Hex(Fields(span, 4).FirstOrDefault()),
        (int)Fields(Fields(span, 15).FirstOrDefault().Bytes, 3).FirstOrDefault().Value,
        Attributes(span, 9),
        resource);

    private static OtlpLog ReadLog(string scope, ReadOnlyMemory<byte> log) => new(
        scope,
        (int)Fields(log, 2).FirstOrDefault().Value,
        Value(Fields(log, 5).FirstOrDefault().Bytes),
        Fields(log, 1).FirstOrDefault().Value,
        Hex(Fields(log, 9).FirstOrDefault()),
        Hex(Fields(log, 10).FirstOrDefault()),
        Attributes(log, 6));

    private static Dictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int number) => Fields(message, number).ToDictionary(
        static pair => Text(Fields(pair.Bytes, 1).First()),
        static pair => Value(Fields(pair.Bytes, 2).FirstOrDefault().Bytes),
        StringComparer.Ordinal);

    // AnyValue: 1 text, 2 truth, 3 whole number, 4 number.
    private static string Value(ReadOnlyMemory<byte> any)
    {
        var field = ProtobufField.Read(any).FirstOrDefault();
        return field.Number switch
        {
            1 => Text(field),
            4 => BitConverter.UInt64BitsToDouble(field.Value).ToString(CultureInfo.InvariantCulture),
            _ => field.Value.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static IEnumerable<ProtobufField> Fields(ReadOnlyMemory<byte> message, int number) =>
        ProtobufField.Read(message).Where(field => field.Number == number);

    private static string Text(ProtobufField field) => Encoding.UTF8.GetString(field.Bytes.Span);

    private static string Hex(ProtobufField field) => Convert.ToHexStringLower(field.Bytes.Span);
}
