using System.Text.Json;

namespace Modular.Hosting.Configuration.Schema;

/// <summary>Reads a JSON schema. A keyword the host does not follow is a mistake, so that no rule is silently not held.</summary>
internal sealed class SettingsSchemaReader
{
    /// <summary>Largest schema that is read, in bytes.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private const int MaximumDepth = 32;

    // Said to people and editors, and nothing to the host.
    private static readonly HashSet<string> Remarks = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "format", "deprecated",
    };

    private readonly List<string> _path = [];

    /// <summary>Reads a schema.</summary>
    /// <param name="utf8Json">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or no schema the host can hold, with the place.</exception>
    public static SettingsSchema Read(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = 2 * MaximumDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return new SettingsSchemaReader().ReadNode(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private SettingsSchema ReadNode(JsonElement node)
    {
        if (node.ValueKind is JsonValueKind.True)
        {
            return SettingsSchema.Anything;
        }

        if (node.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("a schema is an object, or true");
        }

        if (_path.Count > 2 * MaximumDepth)
        {
            throw Wrong($"schemas may lie {MaximumDepth} deep");
        }

        var schema = new SettingsSchema();
        foreach (var member in node.EnumerateObject())
        {
            _path.Add(member.Name);
            schema = ReadKeyword(schema, member.Name, member.Value);
            _path.RemoveAt(_path.Count - 1);
        }

        return schema;
    }

    private SettingsSchema ReadKeyword(SettingsSchema schema, string keyword, JsonElement value) => keyword switch
    {
        "type" => schema with { Type = ReadType(value) },
        "enum" => schema with { Values = [.. value.EnumerateArray().Select(ReadScalar)] },
        "minimum" => schema with { Minimum = value.GetDouble() },
        "maximum" => schema with { Maximum = value.GetDouble() },
        "minLength" => schema with { MinimumLength = ReadCount(value) },
        "maxLength" => schema with { MaximumLength = ReadCount(value) },
        "minItems" => schema with { MinimumItems = ReadCount(value) },
        "maxItems" => schema with { MaximumItems = ReadCount(value) },
        "required" => schema with { Required = [.. value.EnumerateArray().Select(static item => item.GetString() ?? string.Empty)] },
        "properties" => schema with { Properties = ReadProperties(value) },
        "additionalProperties" when value.ValueKind == JsonValueKind.False => schema with { IsClosed = true },
        "additionalProperties" => schema with { Additional = ReadNode(value) },
        "items" => schema with { Items = ReadNode(value) },
        "writeOnly" => schema with { IsSecret = value.GetBoolean() },
        _ when Remarks.Contains(keyword) => schema,
        _ => throw Wrong("the host does not follow this keyword; docs/plugin-author/settings.md lists those it does"),
    };

    private Dictionary<string, SettingsSchema> ReadProperties(JsonElement value)
    {
        var properties = new Dictionary<string, SettingsSchema>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in value.EnumerateObject())
        {
            _path.Add(property.Name);
            if (!properties.TryAdd(property.Name, ReadNode(property.Value)))
            {
                throw Wrong("the key is there twice; keys of configuration do not differ by case");
            }

            _path.RemoveAt(_path.Count - 1);
        }

        return properties;
    }

    private SettingsType ReadType(JsonElement value)
    {
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(static item => item.GetString()) : [value.GetString()];
        var type = SettingsType.Any;
        foreach (var name in names)
        {
            type |= name switch
            {
                "object" => SettingsType.Object,
                "array" => SettingsType.Array,
                "string" => SettingsType.String,
                "integer" => SettingsType.Integer,
                "number" => SettingsType.Number,
                "boolean" => SettingsType.Boolean,
                _ => throw Wrong($"'{name}' is no type; the types are object, array, string, integer, number, boolean"),
            };
        }

        return type;
    }

    private int ReadCount(JsonElement value) =>
        value.TryGetInt32(out var count) && count >= 0 ? count : throw Wrong("a whole number from 0 is expected");

    private string ReadScalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => bool.TrueString,
        JsonValueKind.False => bool.FalseString,
        _ => throw Wrong("values are texts, numbers, true or false"),
    };

    private InvalidDataException Wrong(string message) => new($"/{string.Join('/', _path)}: {message}");
}
