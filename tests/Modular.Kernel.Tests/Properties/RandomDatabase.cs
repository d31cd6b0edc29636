using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modular.Kernel.Json;
using Modular.Kernel.Services;
using Modular.Mdd.Authoring;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Properties;

/// <summary>A database of services made by chance.</summary>
internal sealed class RandomDatabase : IDisposable
{
    private readonly List<RandomService> _services = [];
    private readonly DiagnosticDatabase _database;

    public RandomDatabase(int seed, int count)
    {
        var random = new Random(seed);
        for (var index = 0; index < count; index++)
        {
            _services.Add(new RandomService(random, $"Service{index}"));
        }

        var layer = new DiagLayerDefinition { ShortName = "Random", DiagServices = [.. _services.Select(service => service.Definition)] };
        var file = new MddFileDefinition { Description = { EcuName = "Random", Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = layer } } } };
        _database = new DiagnosticDatabase(file.ToDatabase());
    }

    public IReadOnlyList<KernelService> Services => _database.BaseVariant!.Services;

    public void Dispose() => _database.Dispose();

    /// <summary>Encodes values made by chance and decodes them again.</summary>
    /// <returns>What differs, or null.</returns>
    public string? RoundTrip(int index, Random random)
    {
        var service = _database.BaseVariant!.Find($"Service{index}")!;
        var values = _services[index].MakeValues(random);
        using var document = JsonDocument.Parse(values.ToJsonString());
        var request = new ArrayBufferWriter<byte>();
        service.EncodeRequest(new JsonParameterSource(document.RootElement), request);
        var response = request.WrittenSpan.ToArray();
        response[0] = 0x6E;
        var back = Decode(service, response);
        back.Remove("SID");
        return JsonNode.DeepEquals(values, back)
            ? null
            : $"{service.ShortName} {Convert.ToHexString(response)}:\n{values.ToJsonString()}\n{back.ToJsonString()}";
    }

    /// <summary>Decodes any bytes; what does not fit is a value or a <see cref="DiagnosticException"/>.</summary>
    public static JsonObject Decode(KernelService service, ReadOnlySpan<byte> response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        service.DecodeResponse(default, response, new JsonParameterSink(writer) { KeepsInvalidValues = true }, DecodeOptions.Complete);
        writer.WriteEndObject();
        writer.Flush();
        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }
}
