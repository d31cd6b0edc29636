using Modular.Mdd.Authoring;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests;

public sealed class MddChunkStreamTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)((i * i) >> 7))];

    [Theory]
    [InlineData(MddCompression.None, 1)]
    [InlineData(MddCompression.None, 4_099)]
    [InlineData(MddCompression.Lzma, 13)]
    [InlineData(MddCompression.Lzma, 300_000)]
    public async Task OpenChunk_ReadToItsEnd_GivesTheData(MddCompression compression, int pieces)
    {
        var (file, chunk) = File(compression);
        await using var stream = file.OpenChunk(chunk);
        using var read = new MemoryStream();

        await stream.CopyToAsync(read, pieces);

        Assert.Equal(Content, read.ToArray());
        Assert.Equal(Content.Length, stream.Position);
        Assert.Equal(0, stream.ReadByte() + 1);
    }

    [Fact]
    public void OpenChunk_LargeData_AllocatesADictionaryAtMost()
    {
        var definition = WiperDatabase.Define();
        definition.Chunks = [new MddChunkDefinition { Name = "flash", Compression = MddCompression.Lzma, Data = new byte[20 * 1024 * 1024] }];
        var file = MddFile.Open(definition.ToBytes());
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var stream = file.OpenChunk(file.Container.Chunks[1]);
        stream.CopyTo(Stream.Null);

        // The dictionary has 8 MiB; a window that grows is allocated twice over.
        Assert.Equal(20 * 1024 * 1024, stream.Position);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 18 * 1024 * 1024);
    }

    [Theory]
    [InlineData(MddCompression.None)]
    [InlineData(MddCompression.Lzma)]
    public void OpenChunk_DataThatDoesNotMatchItsHash_IsRefusedAtTheEnd(MddCompression compression)
    {
        var definition = Define(compression);
        var bytes = definition.ToBytes();
        var chunk = MddFile.Open(bytes).Container.Chunks[1];
        var hash = bytes.AsSpan().IndexOf(chunk.Signatures[0].Signature.Span);
        bytes[hash] ^= 1;
        var file = MddFile.Open(bytes, name: "wiper.mdd");
        using var stream = file.OpenChunk(file.Container.Chunks[1]);

        var refusal = Assert.Throws<MddFormatException>(() => stream.CopyTo(Stream.Null));

        Assert.Equal((MddFailure.HashMismatch, "wiper.mdd"), (refusal.Cause, refusal.FileName));
    }

    [Fact]
    public void OpenChunk_WithoutVerification_GivesWhatThereIs()
    {
        var definition = Define(MddCompression.None);
        var bytes = definition.ToBytes();
        bytes[^10] ^= 1;
        var file = MddFile.Open(bytes, new MddOptions { VerifyHash = false });
        using var stream = file.OpenChunk(file.Container.Chunks[1]);

        stream.CopyTo(Stream.Null);

        Assert.Equal(Content.Length, stream.Position);
    }

    [Fact]
    public void OpenChunk_SizeThatIsNotTheClaimedOne_IsRefused()
    {
        var writer = new ProtobufWriter();
        writer.WriteMessage(6, chunk =>
        {
            chunk.WriteNumber(1, (ulong)MddChunkType.EmbeddedFile);
            chunk.WriteString(5, "lzma");
            chunk.WriteNumber(6, 7);
            chunk.WriteBytes(8, LzmaEncoder.Encode("small"u8.ToArray()));
        });
        var file = MddFile.Open((byte[])[.. ContainerReader.Magic, .. writer.Written]);
        using var stream = file.OpenChunk(file.Container.Chunks[0]);

        Assert.Equal(MddFailure.SizeMismatch, Assert.Throws<MddFormatException>(() => stream.CopyTo(Stream.Null)).Cause);
    }

    [Fact]
    public void OpenChunk_ChunkOfAnotherFile_IsMisuse()
    {
        var (_, chunk) = File(MddCompression.None);

        Assert.Throws<ArgumentException>(() => MddFile.Open(WiperDatabase.Define().ToBytes()).OpenChunk(chunk));
    }

    [Fact]
    public void Stream_OnlyReadsOn()
    {
        var (file, chunk) = File(MddCompression.None);
        using var stream = file.OpenChunk(chunk);

        Assert.Equal((true, false, false), (stream.CanRead, stream.CanSeek, stream.CanWrite));
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.Write([1]));
    }

    private static (MddFile File, MddChunk Chunk) File(MddCompression compression)
    {
        var file = MddFile.Open(Define(compression).ToBytes());
        return (file, file.Container.Chunks[1]);
    }

    private static MddFileDefinition Define(MddCompression compression)
    {
        var definition = WiperDatabase.Define();
        definition.Chunks = [new MddChunkDefinition { Name = "content", Compression = compression, Data = Content }];
        return definition;
    }
}
