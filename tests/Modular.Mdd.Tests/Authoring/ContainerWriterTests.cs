using System.Security.Cryptography;
using Modular.Mdd.Authoring;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Authoring;

public sealed class ContainerWriterTests
{
    [Theory]
    [InlineData(MddCompression.None)]
    [InlineData(MddCompression.Lzma)]
    public void ToBytes_Description_ReadsBackWhateverItsCompression(MddCompression compression)
    {
        var definition = WiperDatabase.Define();
        definition.Compression = compression;

        using var database = definition.ToDatabase();

        var chunk = database.File.Container.Chunks[0];
        Assert.Equal(compression == MddCompression.Lzma ? MddChunk.Lzma : null, chunk.CompressionAlgorithm);
        Assert.Equal(compression == MddCompression.Lzma ? (ulong)database.PayloadLength : null, chunk.UncompressedSize);
        Assert.Equal(FlatBufferWriter.Write(definition.Description, 64), database.File.ReadChunk(chunk));
    }

    [Fact]
    public void ToBytes_Chunks_CarryTypeNameMetadataHashAndMediaType()
    {
        var content = new byte[10_000];
        var definition = WiperDatabase.Define();
        definition.Chunks =
        [
            new MddChunkDefinition
            {
                Type = MddChunkType.CodeFile,
                Name = "wipe.jar",
                Metadata = { ["origin"] = "test" },
                MimeType = "application/java-archive",
                Compression = MddCompression.Lzma,
                Data = content,
            },
            new MddChunkDefinition { Name = "readme.txt", Data = "dry"u8.ToArray() },
            new MddChunkDefinition { Name = "empty", Compression = MddCompression.Lzma },
        ];

        var file = MddFile.Open(definition.ToBytes());

        var code = file.Container.Chunks[1];
        Assert.Equal(MddChunkType.CodeFile, code.Type);
        Assert.Equal("wipe.jar", code.Name);
        Assert.Equal("test", code.Metadata["origin"]);
        Assert.Equal("application/java-archive", code.MimeType);
        Assert.InRange(code.DataLength, 1, 100);
        Assert.Equal(SHA512.HashData(content), Assert.Single(code.Signatures).Signature);
        Assert.Equal(content, file.ReadChunk(code));
        Assert.Equal("dry"u8, file.ReadChunk(file.Container.Chunks[2]).Span);
        Assert.Equal(0, file.ReadChunk(file.Container.Chunks[3]).Length);
    }

    [Fact]
    public void Write_Stream_GetsTheBytesOfToBytes()
    {
        using var stream = new MemoryStream();

        WiperDatabase.Define().Write(stream);

        Assert.Equal(WiperDatabase.Define().ToBytes(), stream.ToArray());
    }

    [Fact]
    public void Save_Cancelled_LeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("wiper.mdd");
        File.WriteAllText(path, "old");

        Assert.Throws<OperationCanceledException>(() => WiperDatabase.Define().Save(path, new CancellationToken(canceled: true)));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }
}
