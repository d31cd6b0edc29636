using System.Globalization;
using System.Text.Json;
using Modular.Kernel.Description;

namespace Modular.Kernel.Json.Schemas;

/// <summary>Writes schemas of values, from the outside to the inside.</summary>
internal sealed class ValueSchemaWriter(Utf8JsonWriter writer, SchemaOptions options, bool isRequest)
{
    private const string HexPattern = "^([0-9A-Fa-f]{2})*$";

    /// <summary>Writes an object with these parameters as properties.</summary>
    public void WriteMembers(IEnumerable<ParameterDescription> parameters, int depth)
    {
        var members = Flatten(parameters, depth).ToList();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "object"u8);
        writer.WriteStartObject("properties"u8);
        foreach (var member in members.DistinctBy(static member => member.Name))
        {
            writer.WritePropertyName(member.Name);
            WriteParameter(member, depth);
        }

        writer.WriteEndObject();
        if (isRequest)
        {
            WriteRequired(members.Where(static member => member.IsRequired).Select(static member => member.Name).Distinct());
            writer.WriteBoolean("additionalProperties"u8, false);
        }

        writer.WriteEndObject();
    }

    private IEnumerable<ParameterDescription> Flatten(IEnumerable<ParameterDescription> parameters, int depth) =>
        isRequest || !options.FlattensStructures || depth > options.MaxDepth
            ? parameters
            : parameters.SelectMany(parameter => parameter.Type is { Shape: ValueShape.Structure } structure
                ? Flatten(structure.Members.Where(static member => member.Kind != ParameterKind.Reserved), depth + 1)
                : [parameter]);

    private void WriteParameter(ParameterDescription parameter, int depth)
    {
        if (parameter.Type is not { } type || depth > options.MaxDepth)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        WriteValue(type, parameter.DefaultValue, depth);
    }

    private void WriteValue(ValueDescription type, string? defaultValue, int depth)
    {
        switch (type.Shape)
        {
            case ValueShape.Structure:
                WriteMembers(type.Members, depth + 1);
                return;
            case ValueShape.Multiplexer:
                WriteChoice(type.Cases, "Selector", depth);
                return;
            case ValueShape.TableStruct:
                WriteChoice(type.Cases, null, depth);
                return;
        }

        writer.WriteStartObject();
        switch (type.Shape)
        {
            case ValueShape.Integer or ValueShape.Real:
                writer.WriteString("type"u8, type.Shape == ValueShape.Integer ? "integer"u8 : "number"u8);
                WriteLimit("minimum", type.Minimum);
                WriteLimit("maximum", type.Maximum);
                break;
            case ValueShape.Text:
                writer.WriteString("type"u8, "string"u8);
                WriteLimit("maxLength", type.MaxLength);
                break;
            case ValueShape.TextTable:
                writer.WriteString("type"u8, "string"u8);
                WriteTexts("enum", type.Texts.Distinct(StringComparer.Ordinal));
                break;
            case ValueShape.TableKey:
                writer.WriteString("type"u8, "string"u8);
                WriteTexts("enum", type.Cases.Select(static row => row.Name).Distinct(StringComparer.Ordinal));
                break;
            case ValueShape.Bytes:
                writer.WriteString("type"u8, "string"u8);
                writer.WriteString("pattern"u8, HexPattern);
                WriteLimit("minLength", type.MinLength * 2L);
                WriteLimit("maxLength", type.MaxLength * 2L);
                break;
            case ValueShape.Dtc:
                WriteDtc(type);
                break;
            case ValueShape.Field:
                WriteField(type, depth);
                break;
            case ValueShape.EnvironmentData:
                writer.WriteString("type"u8, "object"u8);
                break;
        }

        if (type.Unit is { } unit)
        {
            writer.WriteString("x-unit"u8, unit);
        }

        WriteDefault(type, defaultValue);
        writer.WriteEndObject();
    }

    private void WriteField(ValueDescription type, int depth)
    {
        writer.WriteString("type"u8, "array"u8);
        WriteLimit("minItems", type.MinItems > 0 ? type.MinItems : null);
        WriteLimit("maxItems", type.MaxItems);
        if (type.Item is { } item && depth < options.MaxDepth)
        {
            writer.WritePropertyName("items"u8);
            WriteValue(item, null, depth + 1);
        }
    }

    private void WriteChoice(IReadOnlyList<CaseDescription> cases, string? selector, int depth)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("anyOf"u8);
        foreach (var option in depth < options.MaxDepth ? cases : [])
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "object"u8);
            writer.WriteStartObject("properties"u8);
            if (selector is not null)
            {
                writer.WriteStartObject(selector);
                writer.WriteEndObject();
            }

            writer.WritePropertyName(option.Name);
            WriteMembers(option.Members, depth + 1);
            writer.WriteEndObject();
            WriteRequired([option.Name]);
            writer.WriteBoolean("additionalProperties"u8, false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteDtc(ValueDescription type)
    {
        if (isRequest)
        {
            writer.WriteStartArray("type"u8);
            writer.WriteStringValue("integer"u8);
            writer.WriteStringValue("string"u8);
            writer.WriteEndArray();
            WriteLimit("minimum", type.Minimum);
            WriteLimit("maximum", type.Maximum);
            return;
        }

        writer.WriteString("type"u8, "object"u8);
        writer.WriteStartObject("properties"u8);
        foreach (var (name, isNumber) in new[] { ("code", true), ("short_name", false), ("display_code", false), ("fault_name", false), ("severity", true) })
        {
            writer.WriteStartObject(name);
            writer.WriteString("type"u8, isNumber ? "integer"u8 : "string"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WriteRequired(["code"]);
    }

    private void WriteDefault(ValueDescription type, string? text)
    {
        if (text is null || !isRequest)
        {
            return;
        }

        if (type.Shape is ValueShape.Integer or ValueShape.Real)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                WriteLimit("default", number);
            }

            return;
        }

        writer.WriteString("default"u8, text);
    }

    // A whole number is written as one, or 255 would read 255.0 in some languages.
    private void WriteLimit(string name, double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            return;
        }

        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
        {
            writer.WriteNumber(name, (long)number);
        }
        else
        {
            writer.WriteNumber(name, number);
        }
    }

    private void WriteRequired(IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count > 0)
        {
            WriteTexts("required", all);
        }
    }

    private void WriteTexts(string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
