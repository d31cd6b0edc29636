using System.Text.Json.Serialization;

namespace Modular.Hosting.Health;

/// <summary>A plugin which does not run, in <c>/health</c>.</summary>
internal sealed record PluginTrouble(
    string Id,
    string Version,
    string State,
    bool Required,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);
