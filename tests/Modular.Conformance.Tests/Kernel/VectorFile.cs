using System.Text.Json;
using Modular.Kernel;
using Modular.Kernel.Detection;
using Modular.Odx.Archives;
using Modular.Odx.Conversion;
using Modular.TestSupport;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>A file of kernel vectors together with the database it was made for.</summary>
internal sealed class VectorFile : IDisposable
{
    private readonly JsonDocument _document;

    /// <summary>A vector file with the published database of its name.</summary>
    public VectorFile(string name)
        : this(name, DiagnosticDatabase.Open(Path.Combine(RepositoryPaths.SharedData!, "mdd", name + ".mdd")))
    {
    }

    private VectorFile(string name, DiagnosticDatabase database)
    {
        _document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryPaths.SharedData!, "vectors", "kernel", name + ".json")));
        Database = database;
    }

    /// <summary>A vector file with the database made here of its description.</summary>
    /// <param name="name">Name of the vector file.</param>
    /// <param name="description">The PDX file below the folder of descriptions.</param>
    public static VectorFile Converted(string name, string description)
    {
        using var archive = OdxArchive.Open(Path.Combine(RepositoryPaths.SharedData!, "odx", description));
        var conversion = OdxConverter.Convert(archive, new OdxConversionOptions { IsLenient = true });
        return new VectorFile(name, new DiagnosticDatabase(Assert.Single(conversion.Databases).ToDatabase()));
    }

    public DiagnosticDatabase Database { get; }

    public JsonElement Root => _document.RootElement;

    public void Dispose()
    {
        Database.Dispose();
        _document.Dispose();
    }

    /// <summary>Compares the services visible in each layer.</summary>
    public IEnumerable<string> CompareLayers()
    {
        foreach (var expected in Root.GetProperty("layers").EnumerateArray())
        {
            var type = expected.GetProperty("type").GetString();
            if (type is not ("BASE-VARIANT" or "ECU-VARIANT" or "FUNCTIONAL-GROUP" or "PROTOCOL"))
            {
                continue;
            }

            var name = expected.GetProperty("layer").GetString()!;
            if (Database.FindLayer(name) is not { } layer)
            {
                // A published database keeps a protocol only as what a layer inherits from.
                if (type != "PROTOCOL")
                {
                    yield return $"{name}: missing";
                }

                continue;
            }

            var actual = layer.Services.Select(service => service.ShortName).Order(StringComparer.Ordinal);
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

    private static byte[] Bytes(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? Convert.FromHexString(text.GetString()!) : [];
}
