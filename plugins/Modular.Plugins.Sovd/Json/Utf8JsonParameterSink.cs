using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Json;

/// <summary>
/// Renders decoded values as JSON while they are decoded, without a tree in between. Errors of fields are collected on
/// the side in the same pass; the field itself is left out, or is null where an array must keep its positions.
/// </summary>
internal sealed class Utf8JsonParameterSink : IParameterSink, IDisposable
{
    private const int MaxBytesOnStack = 64;

    private readonly Utf8JsonWriter _json;
    private readonly PooledBufferWriter _pointer = new();
    private readonly PooledBufferWriter _errors = new();
    private Frame[] _frames = new Frame[8];
    private int _depth;
    private IFieldErrorFormat? _format;
    private Utf8JsonWriter? _errorJson;

    /// <summary>Creates a sink.</summary>
    /// <param name="json">Takes the values; the caller opens and closes the object around them.</param>
    public Utf8JsonParameterSink(Utf8JsonWriter json) => _json = json;

    /// <summary>Whether nothing at all was mapped.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether at least one field could not be interpreted.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Starts a new answer.</summary>
    /// <param name="pointer">JSON pointer to the object that receives the values, for example <c>/data</c>.</param>
    /// <param name="format">How errors of fields are written.</param>
    public void Start(ReadOnlySpan<byte> pointer, IFieldErrorFormat format)
    {
        Reset();
        _pointer.Append(pointer);
        _format = format;
    }

    /// <summary>Writes the collected errors as the items of an array that the caller has opened.</summary>
    /// <param name="json">Takes the items.</param>
    public void WriteErrors(Utf8JsonWriter json)
    {
        if (!HasErrors || _errorJson is null)
        {
            return;
        }

        _errorJson.WriteEndArray();
        _errorJson.Flush();
        // The items stand in an array of their own; its bytes are valid JSON, written by a writer.
        json.WriteRawValue(_errors.WrittenSpan, skipInputValidation: true);
    }

    /// <inheritdoc/>
    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Push(name, isArray: false);
        _json.WriteStartObject();
    }

    /// <inheritdoc/>
    public void EndObject()
    {
        Pop();
        _json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Push(name, isArray: true);
        _json.WriteStartArray();
    }

    /// <inheritdoc/>
    public void EndArray()
    {
        Pop();
        _json.WriteEndArray();
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, ulong value)
    {
        Name(name);
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, float value)
    {
        if (!float.IsFinite(value))
        {
            Error(name, NotFinite(value));
            return;
        }

        Name(name);
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, double value)
    {
        if (!double.IsFinite(value))
        {
            Error(name, NotFinite(value));
            return;
        }

        Name(name);
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        _json.WriteStringValue(value);
    }

    /// <inheritdoc/>
    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        if (value.Length <= MaxBytesOnStack)
        {
            Span<byte> text = stackalloc byte[HexText.GetLength(MaxBytesOnStack)];
            _json.WriteStringValue(text[..HexText.Format(value, text)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(HexText.GetLength(value.Length));
        try
        {
            _json.WriteStringValue(rented.AsSpan(0, HexText.Format(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        IsEmpty = false;
        HasErrors = true;
        var parent = _pointer.WrittenCount;
        AppendSegment(name);
        if (_depth > 0 && _frames[_depth - 1].IsArray)
        {
            _frames[_depth - 1].Items++;
            _json.WriteNullValue();
        }

        if (_errorJson is null)
        {
            _errorJson = new Utf8JsonWriter(_errors);
        }

        if (_errors.WrittenCount == 0 && _errorJson.BytesPending == 0)
        {
            _errorJson.WriteStartArray();
        }

        _format?.Write(_errorJson, _pointer.WrittenSpan, error);
        _pointer.Truncate(parent);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _errorJson?.Dispose();
        _pointer.Dispose();
        _errors.Dispose();
    }

    /// <summary>Forgets the last answer.</summary>
    internal void Reset()
    {
        _pointer.Clear();
        _errors.Clear();
        _errorJson?.Reset();
        _depth = 0;
        _format = null;
        IsEmpty = true;
        HasErrors = false;
    }

    private static FieldError NotFinite(double value) =>
        new("JSON has no number for this value.", value.ToString(CultureInfo.InvariantCulture));

    private void Name(ReadOnlySpan<byte> name)
    {
        IsEmpty = false;
        if (_depth > 0 && _frames[_depth - 1].IsArray)
        {
            _frames[_depth - 1].Items++;
        }
        else
        {
            _json.WritePropertyName(name);
        }
    }

    private void Push(ReadOnlySpan<byte> name, bool isArray)
    {
        var parent = _pointer.WrittenCount;
        AppendSegment(name);
        Name(name);
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        _frames[_depth++] = new Frame { PointerLength = parent, IsArray = isArray };
    }

    private void Pop()
    {
        if (_depth == 0)
        {
            throw new InvalidOperationException("No structure or field is open.");
        }

        _pointer.Truncate(_frames[--_depth].PointerLength);
    }

    private void AppendSegment(ReadOnlySpan<byte> name)
    {
        if (_depth > 0 && _frames[_depth - 1].IsArray)
        {
            JsonPointer.AppendIndex(_pointer, _frames[_depth - 1].Items);
        }
        else
        {
            JsonPointer.AppendName(_pointer, name);
        }
    }

    private struct Frame
    {
        public int PointerLength;
        public int Items;
        public bool IsArray;
    }
}
