using System.Text;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Detection;

/// <summary>Keeps the values of an answer by short name; of several under one name the first.</summary>
internal sealed class ValueCollector : IParameterSink
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    public bool TryGet(string name, out object value) => _values.TryGetValue(name, out value!);

    public void BeginObject(ReadOnlySpan<byte> name)
    {
    }

    public void EndObject()
    {
    }

    public void BeginArray(ReadOnlySpan<byte> name)
    {
    }

    public void EndArray()
    {
    }

    public void Number(ReadOnlySpan<byte> name, long value) => Add(name, value);

    public void Number(ReadOnlySpan<byte> name, ulong value) => Add(name, value);

    public void Number(ReadOnlySpan<byte> name, float value) => Add(name, value);

    public void Number(ReadOnlySpan<byte> name, double value) => Add(name, value);

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, Encoding.UTF8.GetString(value));

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, value.ToArray());

    // A value without meaning matches nothing.
    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
    }

    private void Add(ReadOnlySpan<byte> name, object value) => _values.TryAdd(Encoding.UTF8.GetString(name), value);
}
