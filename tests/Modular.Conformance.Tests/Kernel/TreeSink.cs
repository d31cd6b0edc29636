using System.Text;
using System.Text.Json.Nodes;
using Modular.Sdk.Diagnostics;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Builds the tree which the vectors hold, and collects errors of single values.</summary>
internal sealed class TreeSink : IParameterSink
{
    private readonly Stack<JsonNode> _open = new();

    public TreeSink() => _open.Push(Root);

    public JsonObject Root { get; } = [];

    public List<string> Errors { get; } = [];

    public void BeginObject(ReadOnlySpan<byte> name) => Open(name, new JsonObject());

    public void EndObject() => _open.Pop();

    public void BeginArray(ReadOnlySpan<byte> name) => Open(name, new JsonArray());

    public void EndArray() => _open.Pop();

    public void Number(ReadOnlySpan<byte> name, long value) => Add(name, JsonValue.Create(value));

    public void Number(ReadOnlySpan<byte> name, ulong value) => Add(name, JsonValue.Create(value));

    public void Number(ReadOnlySpan<byte> name, float value) => Add(name, JsonValue.Create((double)value));

    public void Number(ReadOnlySpan<byte> name, double value) => Add(name, JsonValue.Create(value));

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, JsonValue.Create(Encoding.UTF8.GetString(value)));

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, JsonValue.Create(Convert.ToHexStringLower(value)));

    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
        Errors.Add($"{Encoding.UTF8.GetString(name)}: {error.Details}");
        Add(name, null);
    }

    private void Open(ReadOnlySpan<byte> name, JsonNode node)
    {
        Add(name, node);
        _open.Push(node);
    }

    private void Add(ReadOnlySpan<byte> name, JsonNode? node)
    {
        if (_open.Peek() is JsonArray array)
        {
            array.Add(node);
        }
        else
        {
            ((JsonObject)_open.Peek())[Encoding.UTF8.GetString(name)] = node;
        }
    }
}
