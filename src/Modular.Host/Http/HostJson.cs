using System.Text.Json.Serialization;
using Modular.Host.Administration;
using Modular.Host.Health;
using Modular.Host.Plugins.Lifecycle;
using Modular.Sdk.Http;

namespace Modular.Host.Http;

/// <summary>Generated metadata of everything the host itself writes as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GenericError))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(IReadOnlyList<PluginListItem>))]
[JsonSerializable(typeof(PluginCollection))]
[JsonSerializable(typeof(PluginDocument))]
[JsonSerializable(typeof(PluginReplacementDocument))]
internal sealed partial class HostJson : JsonSerializerContext;
