using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Json;

/// <summary>
/// Writes decoded values as JSON, nested as described: structures as objects, fields as arrays, byte fields as hexadecimal
/// text in lower case, what could not be interpreted as null. Errors are kept beside it, with the place of the value.
/// </summary>
/// <remarks>The caller begins and ends the object around.</remarks>
public sealed class JsonParameterSink : IParameterSink
{
    private readonly Utf8JsonWriter _writer;
    private readonly JsonPlace _place = new();
    private readonly List<JsonFieldError> _errors = [];

    /// <summary>Creates a sink.</summary>
    /// <param name="writer">Takes the values; it stands within an object.</param>
    public JsonParameterSink(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <summary>Errors so far, in the order of the values.</summary>
    public IReadOnlyList<JsonFieldError> Errors => _errors;

    /// <inheritdoc/>
    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        _writer.WriteStartObject();
        _place.Enter(isArray: false);
    }

    /// <inheritdoc/>
    public void EndObject()
    {
        _writer.WriteEndObject();
        _place.Leave();
    }

    /// <inheritdoc/>
    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        _writer.WriteStartArray();
        _place.Enter(isArray: true);
    }

    /// <inheritdoc/>
    public void EndArray()
    {
        _writer.WriteEndArray();
        _place.Leave();
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        _writer.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, ulong value)
    {
        Name(name);
        _writer.WriteNumberValue(value);
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, float value)
    {
        Name(name);
        if (float.IsFinite(value))
        {
            _writer.WriteNumberValue(value);
        }
        else
        {
            WriteNotFinite(value);
        }
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        if (double.IsFinite(value))
        {
            _writer.WriteNumberValue(value);
        }
        else
        {
            WriteNotFinite(value);
        }
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        _writer.WriteStringValue(value);
    }

    /// <inheritdoc/>
    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        _writer.WriteStringValue(Convert.ToHexStringLower(value));
    }

    /// <inheritdoc/>
    public void Null(ReadOnlySpan<byte> name)
    {
        Name(name);
        _writer.WriteNullValue();
    }

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _errors.Add(new JsonFieldError(_place.Of(name), error));
        if (error.Validity is null || !KeepsInvalidValues)
        {
            Null(name);
        }
    }

    /// <summary>Whether the value itself follows an error that calls it invalid (see <c>DecodeOptions.KeepInvalidValues</c>).</summary>
    public bool KeepsInvalidValues { get; init; }

    // JSON has no such numbers; texts tell more than null.
    private void WriteNotFinite(double value) =>
        _writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");

    private void Name(ReadOnlySpan<byte> name)
    {
        _place.Next(name);
        if (!_place.IsArray)
        {
            _writer.WritePropertyName(name);
        }
    }
}
