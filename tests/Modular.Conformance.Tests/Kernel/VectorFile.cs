using System.Buffers;
using System.Text.Json;
using Modular.Kernel;
using Modular.Kernel.Detection;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;
using Modular.TestSupport;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>A file of kernel vectors together with the database it was made for.</summary>
internal sealed class VectorFile : IDisposable
{
    private readonly JsonDocument _document;

    public VectorFile(string name)
    {
        var data = RepositoryPaths.SharedData!;
        _document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "vectors", "kernel", name + ".json")));
        Database = DiagnosticDatabase.Open(Path.Combine(data, "mdd", name + ".mdd"));
    }

    public DiagnosticDatabase Database { get; }

    public JsonElement Root => _document.RootElement;

    public IEnumerable<JsonElement> Cases => Root.GetProperty("cases").EnumerateArray();

    public void Dispose()
    {
        Database.Dispose();
        _document.Dispose();
    }

    /// <summary>Runs a case.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? Run(JsonElement vector)
    {
        var layer = Database.FindLayer(vector.GetProperty("layer").GetString()!);
        var service = layer?.Find(vector.GetProperty("service").GetString()!);
        if (service is null)
        {
            return "no such service";
        }

        try
        {
            return vector.GetProperty("op").GetString() switch
            {
                "encode" => RunEncode(vector, service),
                "encode_error" => RunEncode(vector, service) is null ? null : "accepted",
                "decode" => RunDecode(vector, service),
                "decode_error" => RunDecodeError(vector, service),
                "select" => RunSelect(vector, service),
                var op => $"unknown operation {op}",
            };
        }
        catch (DiagnosticException e)
        {
            return vector.GetProperty("op").GetString()!.EndsWith("_error", StringComparison.Ordinal) ? null : $"{e.Failure} {e.ParameterPath}: {e.Message}";
        }
    }

    /// <summary>Compares the services visible in each layer.</summary>
    public IEnumerable<string> CompareLayers()
    {
        foreach (var expected in Root.GetProperty("layers").EnumerateArray())
        {
            var type = expected.GetProperty("type").GetString();
            if (type is not ("BASE-VARIANT" or "ECU-VARIANT" or "FUNCTIONAL-GROUP"))
            {
                continue;
            }

            var name = expected.GetProperty("layer").GetString()!;
            var actual = Database.FindLayer(name)!.Services.Select(service => service.ShortName).Order(StringComparer.Ordinal);
            var wanted = expected.GetProperty("services").EnumerateArray().Select(service => service.GetString()!).Order(StringComparer.Ordinal);
            if (!actual.SequenceEqual(wanted))
            {
                yield return $"{name}: [{string.Join(", ", actual)}] instead of [{string.Join(", ", wanted)}]";
            }
        }
    }

    /// <summary>Runs the cases of variant detection.</summary>
    public IEnumerable<string> CompareDetection()
    {
        if (!Root.TryGetProperty("variant_detection", out var cases))
        {
            yield break;
        }

        foreach (var vector in cases.EnumerateArray())
        {
            var responses = vector.GetProperty("responses").EnumerateArray().Select(response => new DetectionResponse(
                Database.Detection.Services.Single(service => service.ShortName == response.GetProperty("service").GetString()),
                Bytes(response, "request"),
                Bytes(response, "response"))).ToList();
            var actual = Database.Detection.Evaluate(responses)?.ShortName;
            var expected = vector.GetProperty("expected_variant").GetString();
            if (actual != expected)
            {
                yield return $"{actual ?? "none"} instead of {expected ?? "none"}";
            }
        }
    }

    private static string? RunEncode(JsonElement vector, KernelService service)
    {
        var buffer = new ArrayBufferWriter<byte>();
        service.EncodeRequest(new JsonParameterSource(vector.GetProperty("params")), buffer);
        var actual = Convert.ToHexStringLower(buffer.WrittenSpan);
        return vector.TryGetProperty("request", out var request) && request.GetString() != actual
            ? $"{actual} instead of {request}"
            : null;
    }

    private static string? RunDecode(JsonElement vector, KernelService service)
    {
        var sink = new TreeSink();
        var decoding = service.DecodeResponse(Bytes(vector, "request"), Bytes(vector, "response"), sink);
        if (!string.Equals(decoding.Kind.ToString(), vector.GetProperty("kind").GetString(), StringComparison.OrdinalIgnoreCase))
        {
            return $"{decoding.Kind}";
        }

        return sink.Errors.Count > 0 ? string.Join("; ", sink.Errors) : TreeComparison.Compare(vector.GetProperty("decoded"), sink.Root);
    }

    private static string? RunDecodeError(JsonElement vector, KernelService service)
    {
        var sink = new TreeSink();
        var decoding = service.DecodeResponse(Bytes(vector, "request"), Bytes(vector, "response"), sink);
        return sink.Errors.Count > 0 ? null : $"accepted as {decoding.Kind}: {sink.Root.ToJsonString()}";
    }

    private string? RunSelect(JsonElement vector, KernelService service)
    {
        var selected = service.SelectResponse(Bytes(vector, "request"), Bytes(vector, "response"));
        var names = ResponseNames(vector.GetProperty("layer").GetString()!, service.ShortName);
        var expected = vector.GetProperty("response_object").GetString();
        var actual = selected is null ? null : names[selected.Index];
        return actual == expected ? null : $"{actual ?? "none"} instead of {expected ?? "none"}";
    }

    // Databases do not keep the names of responses, only their order.
    private List<string> ResponseNames(string layer, string service)
    {
        var entry = Root.GetProperty("services").EnumerateArray().First(candidate =>
            candidate.GetProperty("layer").GetString() == layer && candidate.GetProperty("service").GetString() == service);
        if (entry.TryGetProperty("same_as_layer", out var other))
        {
            return ResponseNames(other.GetString()!, service);
        }

        return [.. entry.GetProperty("responses").EnumerateArray().Select(response => response.GetProperty("name").GetString()!)];
    }

    private static byte[] Bytes(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? Convert.FromHexString(text.GetString()!) : [];
}
