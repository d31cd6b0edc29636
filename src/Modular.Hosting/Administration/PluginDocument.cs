using System.Text.Json.Serialization;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Administration;

/// <summary>A plugin, in the answers below <c>/modular/v1/plugins</c>.</summary>
/// <param name="Since">When it came into its state, or its present generation began to serve.</param>
/// <param name="Generation">Number of the generation which serves; left out when none does.</param>
/// <param name="Generations">The generations that are remembered, oldest first; left out in the list of plugins.</param>
internal sealed record PluginDocument(
    string Id,
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tier,
    string State,
    bool Required,
    DateTimeOffset Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Generation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LoadMilliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PluginGenerationDocument>? Generations)
{
    /// <summary>What went wrong lately, also in former runs, oldest first; left out when nothing did, and in the list of plugins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PluginIncident>? Incidents { get; init; }

    /// <summary>Describes a plugin.</summary>
    public static PluginDocument Create(PluginSlot slot, bool withGenerations)
    {
        var status = slot.Status;
        return new PluginDocument(
            status.Id,
            status.Version,
            status.Tier,
            status.State.ToString(),
            status.IsRequired,
            status.Since,
            slot.Current?.Identity.Generation,
            Milliseconds(status.LoadTime),
            status.Fault?.Code,
            status.Fault?.Summary,
            withGenerations ? [.. slot.Generations().Select(Create)] : null);
    }

    private static PluginGenerationDocument Create(PluginGenerationStatus generation) => new(
        generation.Number,
        generation.Version,
        generation.State.ToString(),
        generation.Since,
        Milliseconds(generation.LoadTime),
        generation.Fault?.Code,
        generation.Fault?.Summary);

    private static double? Milliseconds(TimeSpan? time) => time is { } found ? Math.Round(found.TotalMilliseconds, 1) : null;
}
