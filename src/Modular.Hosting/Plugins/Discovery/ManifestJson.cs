using System.Text.Json;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Typed, bounded access to the members of a manifest, with messages that name the member.</summary>
internal readonly struct ManifestJson(JsonElement element)
{
    private const int MaximumTextLength = 1024;
    private const int MaximumItems = 256;

    public string Text(string name, string? fallback = null)
    {
        if (!element.TryGetProperty(name, out var member))
        {
            return fallback ?? throw Invalid($"'{name}' is missing");
        }

        return Text(member, $"'{name}'");
    }

    public bool Flag(string name)
    {
        if (!element.TryGetProperty(name, out var member))
        {
            return false;
        }

        return member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : throw Invalid($"'{name}' is neither true nor false");
    }

    public int Number(string name, int fallback, int minimum, int maximum)
    {
        if (!element.TryGetProperty(name, out var member))
        {
            return fallback;
        }

        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) && number >= minimum && number <= maximum
            ? number
            : throw Invalid($"'{name}' is no whole number from {minimum} to {maximum}");
    }

    public ManifestJson? Object(string name)
    {
        if (!element.TryGetProperty(name, out var member))
        {
            return null;
        }

        return member.ValueKind == JsonValueKind.Object ? new ManifestJson(member) : throw Invalid($"'{name}' is no object");
    }

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item => Text(item, $"an item of '{name}'"))];

    public IEnumerable<JsonElement> Items(string name)
    {
        if (!element.TryGetProperty(name, out var member))
        {
            return [];
        }

        if (member.ValueKind != JsonValueKind.Array || member.GetArrayLength() > MaximumItems)
        {
            throw Invalid($"'{name}' is no array of at most {MaximumItems} items");
        }

        return member.EnumerateArray();
    }

    public IReadOnlyDictionary<string, string> Map(string name, int maximumEntries)
    {
        if (!element.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.Object)
        {
            throw Invalid($"'{name}' is missing or no object");
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in member.EnumerateObject())
        {
            if (map.Count == maximumEntries || !map.TryAdd(property.Name, Text(property.Value, $"'{name}:{property.Name}'")))
            {
                throw Invalid($"'{name}' names '{property.Name}' twice, or has more than {maximumEntries} entries");
            }
        }

        return map;
    }

    public static PluginProblemException Invalid(string reason) =>
        new(PluginReasonCode.ManifestInvalid, $"plugin.json: {reason}.");

    private static string Text(JsonElement member, string what)
    {
        if (member.ValueKind != JsonValueKind.String)
        {
            throw Invalid($"{what} is no text");
        }

        var text = member.GetString()!;
        return text.Length <= MaximumTextLength ? text : throw Invalid($"{what} is longer than {MaximumTextLength} characters");
    }
}
