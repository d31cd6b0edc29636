using System.Text.Json.Serialization;

namespace Modular.Hosting.Health;

/// <summary>One part in <c>/health</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its state.</param>
/// <param name="Detail">Why it is not up; left out when there is nothing to say.</param>
internal sealed record HealthComponent(
    string Name,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);
