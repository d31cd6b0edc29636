using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Compares a decoded tree with a vector's, whose multiplexers, tables and trouble codes are written differently.</summary>
internal static class TreeComparison
{
    /// <summary>Says where the trees differ, or null when they do not.</summary>
    public static string? Compare(JsonElement expected, JsonNode? actual, string path = "")
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when actual is JsonObject members && expected.TryGetProperty("code", out var code) && members.ContainsKey("code"):
                return CompareDtc(expected, code, members, path);
            case JsonValueKind.Object when actual is JsonObject members:
                return CompareObject(expected, members, path);
            case JsonValueKind.Array when actual is JsonObject choice:
                return CompareChoice(expected, choice, path);
            case JsonValueKind.Array when actual is JsonArray items:
                return CompareArray(expected, items, path);
            case JsonValueKind.Number when actual is JsonValue value && value.GetValueKind() == JsonValueKind.Number:
                var (a, b) = (expected.GetDouble(), double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture));
                return a == b || Math.Abs(a - b) <= 1e-6 * Math.Max(Math.Abs(a), Math.Abs(b)) ? null : $"{path}: {b} instead of {a}";
            case JsonValueKind.String when actual is JsonValue value && value.GetValueKind() == JsonValueKind.String:
                return value.GetValue<string>() == expected.GetString() ? null : $"{path}: '{value}' instead of '{expected}'";
            case JsonValueKind.Null when actual is null:
                return null;
            default:
                return $"{path}: {actual?.ToJsonString() ?? "nothing"} instead of {expected}";
        }
    }

    private static string? CompareObject(JsonElement expected, JsonObject actual, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.ContainsKey(member.Name))
            {
                return $"{path}/{member.Name}: missing";
            }

            if (Compare(member.Value, actual[member.Name], $"{path}/{member.Name}") is { } difference)
            {
                return difference;
            }
        }

        var surplus = actual.Select(member => member.Key).Except(expected.EnumerateObject().Select(member => member.Name)).FirstOrDefault();
        return surplus is null ? null : $"{path}/{surplus}: surplus";
    }

    private static string? CompareArray(JsonElement expected, JsonArray actual, string path)
    {
        if (expected.GetArrayLength() != actual.Count)
        {
            return $"{path}: {actual.Count} items instead of {expected.GetArrayLength()}";
        }

        for (var i = 0; i < actual.Count; i++)
        {
            if (Compare(expected[i], actual[i], $"{path}/{i}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    // [case, content] is {"Selector": key, "case": content}; [row, content] is {"row": content}, or {} without content.
    private static string? CompareChoice(JsonElement expected, JsonObject actual, string path)
    {
        var name = expected[0].GetString()!;
        if (actual.Count == 0 && expected[1].ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return actual.ContainsKey(name)
            ? Compare(expected[1], actual[name], $"{path}/{name}")
            : $"{path}: {actual.ToJsonString()} instead of {name}";
    }

    private static string? CompareDtc(JsonElement expected, JsonElement code, JsonObject actual, string path) =>
        Compare(code, actual["code"], path + "/code")
        ?? Compare(expected.GetProperty("short_name"), actual["short_name"], path + "/short_name")
        ?? Compare(expected.GetProperty("display"), actual["display_code"], path + "/display");
}
