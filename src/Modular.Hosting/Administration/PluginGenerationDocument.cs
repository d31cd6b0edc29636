using System.Text.Json.Serialization;

namespace Modular.Hosting.Administration;

/// <summary>One generation of a plugin, in the answers below <c>/modular/v1/plugins</c>.</summary>
internal sealed record PluginGenerationDocument(
    int Generation,
    string Version,
    string State,
    DateTimeOffset Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LoadMilliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);
