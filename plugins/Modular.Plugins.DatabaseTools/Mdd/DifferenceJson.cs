using System.Text.Json.Serialization;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary>JSON of differences, generated: reflection would keep the plugin from unloading.</summary>
[JsonSerializable(typeof(DifferenceLine))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class DifferenceJson : JsonSerializerContext;
