using System.Text;
using Modular.Sdk.Diagnostics;

namespace Modular.Simulation.Values;

/// <summary>Keeps the values of a decoded message as a tree, and counts what could not be interpreted.</summary>
internal sealed class ValueCollector : IParameterSink
{
    private readonly Stack<(string Name, ValueBag? Members, List<ParameterValue>? Items)> _open = new();

    public ValueBag Values { get; } = new();

    public int Errors { get; private set; }

    public void BeginObject(ReadOnlySpan<byte> name) => _open.Push((ToText(name), new ValueBag(), null));

    public void EndObject()
    {
        var (name, members, _) = _open.Pop();
        Add(name, ParameterValue.FromObject(members!));
    }

    public void BeginArray(ReadOnlySpan<byte> name) => _open.Push((ToText(name), null, []));

    public void EndArray()
    {
        var (name, _, items) = _open.Pop();
        Add(name, ParameterValue.FromArray(items!));
    }

    public void Number(ReadOnlySpan<byte> name, long value) => Add(name, ParameterValue.FromInteger(value));

    public void Number(ReadOnlySpan<byte> name, ulong value) => Add(name, ParameterValue.FromUnsigned(value));

    public void Number(ReadOnlySpan<byte> name, float value) => Add(name, ParameterValue.FromReal(value));

    public void Number(ReadOnlySpan<byte> name, double value) => Add(name, ParameterValue.FromReal(value));

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, ParameterValue.FromText(ToText(value)));

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, ParameterValue.FromBytes(value.ToArray()));

    public void Error(ReadOnlySpan<byte> name, FieldError error) => Errors++;

    private static string ToText(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private void Add(ReadOnlySpan<byte> name, ParameterValue value) => Add(ToText(name), value);

    private void Add(string name, ParameterValue value)
    {
        if (!_open.TryPeek(out var parent))
        {
            Values[name] = value;
        }
        else if (parent.Members is { } members)
        {
            members[name] = value;
        }
        else
        {
            parent.Items!.Add(value);
        }
    }
}
