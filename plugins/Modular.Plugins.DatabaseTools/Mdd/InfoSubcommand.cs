using System.Globalization;
using System.Text;
using System.Text.Json;
using Modular.Mdd;
using Modular.Mdd.Container;
using Modular.Mdd.Schema;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary><c>modular mdd info FILE</c>: what a database says about itself.</summary>
internal sealed class InfoSubcommand : IMddSubcommand
{
    public string Name => "info";

    public string Usage => "  modular mdd info FILE [--json]         what the database says about itself, its chunks and layers";

    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = MddArguments.Parse(context, ["--json"], []);
        using var database = MddDatabase.Open(arguments.File());
        var text = arguments.Has("--json") ? Json(database) : Text(database);
        await context.Output.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static string Text(MddDatabase database)
    {
        var container = database.File.Container;
        var text = new StringBuilder();
        Add("file", $"{database.File.Name}, {database.File.Length} bytes");
        Add("ecu", database.EcuName);
        Add("revision", database.Revision ?? "none");
        Add("versions", $"container {container.Version}, schema {database.Version}");
        foreach (var (key, value) in container.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Add("metadata", $"{key} = {value}");
        }

        foreach (var chunk in container.Chunks)
        {
            Add("chunk", Describe(chunk));
        }

        Add("description", $"{database.PayloadLength} bytes, {database.Statistics.Tables} tables, {database.Statistics.Depth} deep");
        foreach (var variant in database.Root.Variants)
        {
            Add(variant.IsBaseVariant ? "base variant" : "variant", Describe(variant.DiagLayer));
        }

        foreach (var group in database.Root.FunctionalGroups)
        {
            Add("group", Describe(group.DiagLayer));
        }

        Add("contents", string.Join(", ", Contents(database).Select(count => $"{count.Value} {count.Key}")));
        return text.ToString().TrimEnd();

        void Add(string label, string value) => text.Append(CultureInfo.InvariantCulture, $"{label,-13} {value}").AppendLine();
    }

    private static string Json(MddDatabase database)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            var container = database.File.Container;
            json.WriteStartObject();
            json.WriteString("file", database.File.Name);
            json.WriteNumber("bytes", database.File.Length);
            json.WriteString("ecu_name", database.EcuName);
            json.WriteString("revision", database.Revision);
            json.WriteString("container_version", container.Version);
            json.WriteString("schema_version", database.Version);
            json.WriteStartObject("metadata");
            foreach (var (key, value) in container.Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            json.WriteStartArray("chunks");
            foreach (var chunk in container.Chunks)
            {
                Write(json, chunk);
            }

            json.WriteEndArray();
            json.WriteNumber("description_bytes", database.PayloadLength);
            json.WriteNumber("tables", database.Statistics.Tables);
            json.WriteNumber("depth", database.Statistics.Depth);
            WriteLayers(json, "variants", database.Root.Variants.Select(variant => (variant.DiagLayer, variant.IsBaseVariant)));
            WriteLayers(json, "functional_groups", database.Root.FunctionalGroups.Select(group => (group.DiagLayer, false)));
            json.WriteStartObject("contents");
            foreach (var (type, count) in Contents(database))
            {
                json.WriteNumber(type, count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, MddChunk chunk)
    {
        json.WriteStartObject();
        json.WriteString("type", chunk.Type.ToString());
        json.WriteString("name", chunk.Name);
        json.WriteString("mime_type", chunk.MimeType);
        json.WriteString("compression", chunk.CompressionAlgorithm);
        json.WriteNumber("bytes", chunk.DataLength);
        if (chunk.UncompressedSize is { } size)
        {
            json.WriteNumber("uncompressed_bytes", size);
        }

        foreach (var signature in chunk.Signatures.Where(signature => signature.Algorithm == MddSignature.Sha512Uncompressed))
        {
            json.WriteString("sha512", Convert.ToHexStringLower(signature.Signature.Span));
        }

        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, string name, IEnumerable<(DiagLayer? Layer, bool IsBase)> layers)
    {
        json.WriteStartArray(name);
        foreach (var (layer, isBase) in layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer?.ShortName);
            json.WriteBoolean("is_base_variant", isBase);
            json.WriteNumber("services", layer?.DiagServices.Count ?? 0);
            json.WriteNumber("jobs", layer?.SingleEcuJobs.Count ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Describe(DiagLayer? layer) =>
        $"{layer?.ShortName}, {layer?.DiagServices.Count ?? 0} services and {layer?.SingleEcuJobs.Count ?? 0} jobs of its own";

    private static string Describe(MddChunk chunk)
    {
        var size = !chunk.HasData ? "no data"
            : chunk.IsCompressed ? $"{chunk.DataLength} bytes of {chunk.CompressionAlgorithm}, {chunk.UncompressedSize?.ToString(CultureInfo.InvariantCulture) ?? "?"} decompressed"
            : $"{chunk.DataLength} bytes";
        return $"{chunk.Type} '{chunk.Name}', {size}{(chunk.Signatures.Count == 0 ? "" : ", with SHA-512")}";
    }

    private static IEnumerable<KeyValuePair<string, int>> Contents(MddDatabase database) => MddSchema.Tables
        .Select((table, index) => KeyValuePair.Create(table.Name, database.Statistics.TablesByType[index]))
        .Where(count => count.Value > 0);
}
