using System.Text.Json.Serialization;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Generated metadata of the files in which plugins are remembered.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8,
    WriteIndented = true)]
[JsonSerializable(typeof(PluginMemory))]
internal sealed partial class PluginMemoryJson : JsonSerializerContext;
