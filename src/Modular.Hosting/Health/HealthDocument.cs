using System.Text.Json.Serialization;

namespace Modular.Hosting.Health;

/// <summary>The body of <c>/health</c>.</summary>
/// <param name="Status"><c>Up</c>, <c>Starting</c>, <c>Pending</c> or <c>Failed</c>.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="Components">The parts; <c>main</c> is the host.</param>
/// <param name="Plugins">Plugins which do not run though they should; left out when there are none.</param>
/// <param name="Configuration">That the last change of the configuration was refused; left out when it was not.</param>
/// <param name="Unsigned">Plugins outside of the installation that are loaded without a signature; left out when there are none.</param>
internal sealed record HealthDocument(
    string Status,
    string Version,
    IReadOnlyList<HealthComponent> Components,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PluginTrouble>? Plugins,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Unsigned,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Configuration);
