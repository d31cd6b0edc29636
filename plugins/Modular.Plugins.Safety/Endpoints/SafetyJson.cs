using System.Text.Json.Serialization;
using Modular.Sdk.Http;

namespace Modular.Plugins.Safety.Endpoints;

/// <summary>Source-generated JSON of the endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SafetyStatus))]
[JsonSerializable(typeof(StopReport))]
[JsonSerializable(typeof(GenericError))]
internal sealed partial class SafetyJson : JsonSerializerContext;
