using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Writes special data groups.</summary>
internal static class SpecialDataGroupWriter
{
    private const int MaxDepth = 32;

    /// <summary>Writes member <c>sdgs</c>.</summary>
    /// <param name="json">Takes the member.</param>
    /// <param name="groups">The groups.</param>
    public static void WriteMember(Utf8JsonWriter json, IReadOnlyList<SpecialDataGroup> groups)
    {
        json.WriteStartArray("sdgs"u8);
        for (var i = 0; i < groups.Count; i++)
        {
            WriteGroup(json, groups[i], 0);
        }

        json.WriteEndArray();
    }

    private static void WriteGroup(Utf8JsonWriter json, SpecialDataGroup group, int depth)
    {
        json.WriteStartObject();
        WriteOptional(json, "caption"u8, group.Caption);
        WriteOptional(json, "si"u8, group.SemanticInformation);
        if (group.Items.Count > 0 && depth < MaxDepth)
        {
            json.WriteStartArray("sdgs"u8);
            for (var i = 0; i < group.Items.Count; i++)
            {
                WriteItem(json, group.Items[i], depth + 1);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, SpecialDataItem item, int depth)
    {
        if (item.Group is not null)
        {
            WriteGroup(json, item.Group, depth);
            return;
        }

        json.WriteStartObject();
        WriteOptional(json, "value"u8, item.Value);
        WriteOptional(json, "si"u8, item.SemanticInformation);
        WriteOptional(json, "ti"u8, item.TextIdentifier);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
