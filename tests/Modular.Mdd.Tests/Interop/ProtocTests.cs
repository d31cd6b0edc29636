using Modular.Mdd.Authoring;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Interop;

/// <summary>Containers read by the protobuf compiler.</summary>
public sealed class ProtocTests
{
    [ProgramFact("protoc")]
    public void Protoc_OurContainer_IsReadByItsSchema()
    {
        var definition = WiperDatabase.Define();
        definition.Compression = MddCompression.Lzma;
        definition.Description.Revision = "1.2";
        definition.Metadata["source"] = "wiper.pdx";
        definition.Chunks = [new MddChunkDefinition { Type = MddChunkType.CodeFile, Name = "job.jar", MimeType = "application/java-archive", Data = "code"u8.ToArray() }];
        var file = definition.ToBytes();

        var text = ProgramRun.Of(
            "protoc", ProgramRun.SchemaFolder, file[ContainerReader.Magic.Length..], "--decode=fileformat.MDDFile", "--experimental_allow_proto3_optional", "mdd.proto");

        var size = MddFile.Open(file).Container.Chunks[0].UncompressedSize;
        Assert.StartsWith("version: \"2025-05-21\"\necu_name: \"Wiper\"\nrevision: \"1.2\"\n", text, StringComparison.Ordinal);
        Assert.Contains("metadata {\n  key: \"source\"\n  value: \"wiper.pdx\"\n}\n", text, StringComparison.Ordinal);
        Assert.Contains("chunks {\n  name: \"Wiper\"\n  signatures {\n    algorithm: \"sha512_uncompressed\"\n", text, StringComparison.Ordinal);
        Assert.Contains($"  compression_algorithm: \"lzma\"\n  uncompressed_size: {size}\n  data: \"]\\000\\000\\200\\000", text, StringComparison.Ordinal);
        Assert.Contains("chunks {\n  type: CODE_FILE\n  name: \"job.jar\"\n", text, StringComparison.Ordinal);
        Assert.EndsWith("  data: \"code\"\n  mimeType: \"application/java-archive\"\n}\n", text, StringComparison.Ordinal);
    }

    [ProgramFact("protoc")]
    public void Protoc_OurContainerWithoutASchema_IsAMessage()
    {
        var file = WiperDatabase.Define().ToBytes();

        var text = ProgramRun.Of("protoc", ProgramRun.SchemaFolder, file[ContainerReader.Magic.Length..], "--decode_raw");

        Assert.Contains("3: \"Wiper\"", text, StringComparison.Ordinal);
    }

    [ProgramFact("protoc")]
    public void Protoc_ContainerItWrote_IsReadByUs()
    {
        var text = """
            version: "x" ecu_name: "Door" feature_flags: RESERVED metadata { key: "a" value: "b" }
            chunks { type: EMBEDDED_FILE name: "f" data: "bytes" mimeType: "text/plain" metadata { key: "c" value: "d" } signatures { algorithm: "none" } }
            chunksSignature { algorithm: "s" signature: "123" certificates: "cert" }
            """;
        var bytes = Encode(text);

        var file = MddFile.Open((byte[])[.. ContainerReader.Magic, .. bytes]);

        Assert.Equal("Door", file.Container.EcuName);
        Assert.Equal([0], file.Container.FeatureFlags);
        Assert.Equal("b", file.Container.Metadata["a"]);
        Assert.Equal("bytes"u8, file.ReadChunk(Assert.Single(file.Container.Chunks)).Span);
        Assert.Equal(("text/plain", "d"), (file.Container.Chunks[0].MimeType, file.Container.Chunks[0].Metadata["c"]));
        Assert.Equal("123"u8, file.Container.ChunksSignature!.Signature.Span);
    }

    private static byte[] Encode(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file.txt"), text);
        ProgramRun.Of(
            "sh", ProgramRun.SchemaFolder, null, "-c",
            $"protoc --encode=fileformat.MDDFile --experimental_allow_proto3_optional mdd.proto < '{folder.File("file.txt")}' > '{folder.File("file.bin")}'");
        return File.ReadAllBytes(folder.File("file.bin"));
    }
}
