using System.Text.Json.Serialization;
using Modular.Sdk.Http;

namespace Modular.Samples.Endpoints;

/// <summary>Generated JSON: reflection would keep the plugin alive, and is off in the host's process anyway.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AcmeEcus))]
[JsonSerializable(typeof(AcmeIdentification))]
[JsonSerializable(typeof(GenericError))]
internal sealed partial class AcmeJson : JsonSerializerContext;
