using System.Globalization;
using System.Text;
using Modular.Sdk.Diagnostics;

namespace Modular.Samples.Endpoints;

/// <summary>
/// Collects the values of an answer as texts. Structures become parts of the name, items of a field get their position.
/// Names and texts are UTF-8 and valid during a call only, so each is copied.
/// </summary>
internal sealed class ValueCollector : IParameterSink
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Stack<(string Path, int Items)> _open = new([(string.Empty, 0)]);

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <inheritdoc/>
    public void BeginObject(ReadOnlySpan<byte> name) => _open.Push((Path(name) + "/", 0));

    /// <inheritdoc/>
    public void EndObject() => _open.Pop();

    /// <inheritdoc/>
    public void BeginArray(ReadOnlySpan<byte> name) => _open.Push((Path(name) + "/", 0));

    /// <inheritdoc/>
    public void EndArray() => _open.Pop();

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, ulong value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, float value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, double value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, Encoding.UTF8.GetString(value));

    /// <inheritdoc/>
    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, Convert.ToHexString(value));

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> name, FieldError error) => Add(name, $"? {error.Details}");

    private void Add(ReadOnlySpan<byte> name, string value) => _values[Path(name)] = value;

    private string Path(ReadOnlySpan<byte> name)
    {
        var (path, items) = _open.Pop();
        _open.Push((path, items + 1));
        return name.IsEmpty ? path + items.ToString(CultureInfo.InvariantCulture) : path + Encoding.UTF8.GetString(name);
    }
}
