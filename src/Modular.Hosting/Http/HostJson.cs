using System.Text.Json.Serialization;
using Modular.Hosting.Administration;
using Modular.Hosting.Health;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>Generated metadata of everything the host itself writes as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GenericError))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(IReadOnlyList<PluginListItem>))]
[JsonSerializable(typeof(PluginCollection))]
[JsonSerializable(typeof(PluginDocument))]
[JsonSerializable(typeof(PluginReplacementDocument))]
internal sealed partial class HostJson : JsonSerializerContext;
