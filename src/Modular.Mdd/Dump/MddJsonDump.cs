using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Dump;

/// <summary>Writes a database, or a part of it, as JSON for programs.</summary>
/// <remarks>
/// Every element is an object with its kind as <c>@type</c>. What several elements share has its place as <c>@id</c> and is
/// <c>{"@ref": id}</c> from then on. The dump of a part ends at layers and at other services, which are given by
/// <c>{"@ref", "@type", "@name"}</c>. Absent fields are left out.
/// </remarks>
public sealed class MddJsonDump : IDisposable
{
    private const int BlockSize = 64 * 1024;

    // Nothing of this is put into HTML, and names are to stay readable.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly TextWriter _target;
    private readonly DumpPlan _plan;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * BlockSize);
    private readonly Utf8JsonWriter _json;
    private readonly CancellationToken _cancellationToken;

    private MddJsonDump(TextWriter target, DumpPlan plan, CancellationToken cancellationToken)
    {
        _target = target;
        _plan = plan;
        _json = new Utf8JsonWriter(_buffer, Options);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Writes an element and all that it refers to.</summary>
    /// <exception cref="MddFormatException">The database is damaged.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the target then holds part of the text.</exception>
    public static void Write(MddElement element, TextWriter target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var dump = new MddJsonDump(target, new DumpPlan(element), cancellationToken);
        dump.Write(element);
        dump.Pass(0);
        target.WriteLine();
    }

    void IDisposable.Dispose() => _json.Dispose();

    private void Write(MddElement element)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        Pass(BlockSize);
        _json.WriteStartObject();
        if (!_plan.TryShow(element))
        {
            _json.WriteNumber("@ref", element.Table.Offset);
            _json.WriteString("@type", element.TypeName);
            if (MddNames.Of(element) is { } name)
            {
                _json.WriteString("@name", name);
            }

            _json.WriteEndObject();
            return;
        }

        if (_plan.IsShared(element))
        {
            _json.WriteNumber("@id", element.Table.Offset);
        }

        _json.WriteString("@type", element.TypeName);
        foreach (var field in element.Description.Fields)
        {
            if (field.Type is FieldType.Table or FieldType.Union)
            {
                WriteChildren(element, field);
            }
            else if (element.Table.Has(field.Id))
            {
                WriteValue(element, field);
            }
        }

        _json.WriteEndObject();
    }

    private void WriteChildren(MddElement element, in FieldDescription field)
    {
        if (!element.IsSound(field))
        {
            return;
        }

        if (element.Child(field) is { } child)
        {
            _json.WritePropertyName(field.Name);
            Write(child);
        }

        var count = element.CountChildren(field);
        if (count == 0)
        {
            return;
        }

        _json.WriteStartArray(field.Name);
        for (var index = 0; index < count; index++)
        {
            if (element.ChildAt(field, index) is { } item)
            {
                Write(item);
            }
        }

        _json.WriteEndArray();
    }

    private void WriteValue(MddElement element, in FieldDescription field)
    {
        var table = element.Table;
        _json.WritePropertyName(field.Name);
        switch (field)
        {
            case { IsVector: true, Type: FieldType.String }:
                WriteArray(table.GetStringVector(field.Id), static (json, text) => json.WriteStringValue(text));
                break;
            case { IsVector: true, Type: FieldType.UInt32 }:
                WriteArray(table.GetScalarVector<uint>(field.Id), static (json, value) => json.WriteNumberValue(value));
                break;
            case { IsVector: true, Type: FieldType.Double }:
                WriteArray(table.GetScalarVector<double>(field.Id), WriteDouble);
                break;
            case { Type: FieldType.Boolean, IsVector: false }:
                _json.WriteBooleanValue(table.GetBoolean(field.Id, field.Default));
                break;
            case { Type: FieldType.Int32, IsVector: false }:
                _json.WriteNumberValue(table.GetScalar(field.Id, 0));
                break;
            case { Type: FieldType.UInt32, IsVector: false }:
                _json.WriteNumberValue(table.GetScalar(field.Id, 0u));
                break;
            case { Type: FieldType.Double, IsVector: false }:
                WriteDouble(_json, table.GetScalar(field.Id, 0.0));
                break;
            default:
                // Texts, names of members, bytes as hex.
                _json.WriteStringValue(element.Text(field));
                break;
        }
    }

    private void WriteArray<T>(IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        _json.WriteStartArray();
        foreach (var value in values)
        {
            write(_json, value);
        }

        _json.WriteEndArray();
    }

    // JSON has no word for what is no number.
    private static void WriteDouble(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void Pass(int from)
    {
        if (_json.BytesPending + _buffer.WrittenCount < from)
        {
            return;
        }

        _json.Flush();
        _target.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }
}
