using System.Text.Json;
using System.Text.Json.Serialization;
using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Generated metadata of what is serialised whole.</summary>
[JsonSerializable(typeof(GenericError))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class SovdJsonContext : JsonSerializerContext;
