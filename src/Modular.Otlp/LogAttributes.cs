using System.Collections;
using Modular.Sdk.Logging;

namespace Modular.Otlp;

/// <summary>What of a record has no place of its own in OTLP, as attributes; carries the record to <see cref="OriginProcessor"/>.</summary>
internal sealed class LogAttributes : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _values = new(2);

    public LogAttributes(in LogRecord record)
    {
        Record = record;
        if (record.PluginId is { } plugin)
        {
            _values.Add(new("modular.plugin", plugin));
        }

        if (record.Exception is { } exception)
        {
            // Its semantic name, though the text begins with type and message.
            _values.Add(new("exception.stacktrace", exception));
        }
    }

    public LogRecord Record { get; }

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
