using Modular.Mdd.Container;

namespace Modular.Mdd.Tests.Container;

public sealed class ContainerReaderTests
{
    [Fact]
    public void Read_EveryFieldOfEveryMessage_GivesIt()
    {
        var container = Read(WriteEverything());

        Assert.Equal("2.2.0", container.Version);
        Assert.Equal("ECU", container.EcuName);
        Assert.Equal("r1", container.Revision);
        Assert.Equal([0, 5, 6], container.FeatureFlags);
        Assert.Equal("last", container.Metadata["key"]);
        Assert.Equal("all", container.ChunksSignature?.Algorithm);
        var chunk = Assert.Single(container.Chunks);
        Assert.Equal((MddChunkType)1025, chunk.Type);
        Assert.Equal("name", chunk.Name);
        Assert.Equal("v", chunk.Metadata["k"]);
        Assert.Equal("LZMA", chunk.CompressionAlgorithm);
        Assert.Equal(77ul, chunk.UncompressedSize);
        Assert.Equal("text/plain", chunk.MimeType);
        Assert.Equal("aes", chunk.Encryption?.Algorithm);
        Assert.Equal([7], chunk.Encryption!.KeyIdentifier!.Value.ToArray());
        Assert.Equal([8], chunk.Encryption.Certificates[0].ToArray());
        var signature = Assert.Single(chunk.Signatures);
        Assert.Equal("sha", signature.Algorithm);
        Assert.Equal([1], signature.KeyIdentifier!.Value.ToArray());
        Assert.Equal("b", signature.Metadata["a"]);
        Assert.Equal([2, 3], signature.Signature.ToArray());
        Assert.Equal([4], signature.Certificates[0].ToArray());
        Assert.Equal([5], signature.Certificates[1].ToArray());
    }

    [Fact]
    public void Read_ChunkData_IsReferredToWhereItLies()
    {
        var file = WriteEverything();

        var chunk = Read(file).Chunks[0];

        Assert.True(chunk.HasData);
        Assert.Equal("payload"u8, file.AsSpan(chunk.DataOffset, chunk.DataLength));
    }

    [Fact]
    public void Read_TruncatedAtEveryByte_GivesAPartOrIsRefused()
    {
        var file = WriteEverything();
        for (var length = 0; length < file.Length; length++)
        {
            var refusal = Record.Exception(() => Read(file[..length]));
            Assert.True(refusal is null or MddFormatException { Cause: MddFailure.NotAnMddFile or MddFailure.ContainerDamaged }, $"{length}: {refusal}");
        }
    }

    [Theory]
    [InlineData("50AC02", true)] // a number under an unknown field
    [InlineData("5203010203", true)] // bytes under an unknown field
    [InlineData("5501020304", true)] // four bytes
    [InlineData("510102030405060708", true)] // eight bytes
    [InlineData("0805", true)] // the version as a number
    [InlineData("53", false)] // a group
    [InlineData("56", false)] // a wire type that does not exist
    [InlineData("0200", false)] // field 0
    [InlineData("0A05", false)] // five bytes announced, none there
    [InlineData("0A01FF", false)] // no UTF-8
    [InlineData("55010203", false)] // three of four bytes
    public void Read_UnknownOrDamagedField_IsSkippedOrRefused(string field, bool skipped)
    {
        byte[] file = [.. ContainerReader.Magic, 0x1a, 1, (byte)'E', .. Convert.FromHexString(field)];

        if (skipped)
        {
            Assert.Equal("E", Read(file).EcuName);
        }
        else
        {
            Assert.Equal(MddFailure.ContainerDamaged, Assert.Throws<MddFormatException>(() => Read(file)).Cause);
        }
    }

    [Fact]
    public void Read_MoreElementsThanAllowed_IsRefusedBeforeTheyCostMuch()
    {
        byte[] file = [.. ContainerReader.Magic, .. Enumerable.Repeat<byte[]>([0x32, 0], 1_000_000).SelectMany(chunk => chunk)];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(MddFailure.TooManyContainerElements, Assert.Throws<MddFormatException>(() => Read(file)).Cause);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
    }

    private static MddContainer Read(byte[] file) => ContainerReader.Read(file, MddOptions.Default);

    private static byte[] WriteEverything()
    {
        var writer = new ProtobufWriter();
        writer.WriteString(1, "2.2.0");
        writer.WriteNumber(2, 0);
        writer.WriteBytes(2, [5, 6]);
        writer.WriteString(3, "ECU");
        writer.WriteString(4, "r1");
        writer.WriteMap(5, new Dictionary<string, string> { ["key"] = "first" });
        writer.WriteMap(5, new Dictionary<string, string> { ["key"] = "last" });
        writer.WriteMessage(6, chunk =>
        {
            chunk.WriteNumber(1, 1025);
            chunk.WriteString(2, "name");
            chunk.WriteMap(3, new Dictionary<string, string> { ["k"] = "v" });
            chunk.WriteMessage(4, signature =>
            {
                signature.WriteString(1, "sha");
                signature.WriteBytes(2, [1]);
                signature.WriteMap(3, new Dictionary<string, string> { ["a"] = "b" });
                signature.WriteBytes(4, [2, 3]);
                signature.WriteBytes(5, [4]);
                signature.WriteBytes(5, [5]);
            });
            chunk.WriteString(5, "LZMA");
            chunk.WriteNumber(6, 77);
            chunk.WriteMessage(7, encryption =>
            {
                encryption.WriteString(1, "aes");
                encryption.WriteBytes(2, [7]);
                encryption.WriteBytes(3, [8]);
            });
            chunk.WriteBytes(8, "payload"u8);
            chunk.WriteString(9, "text/plain");
        });
        writer.WriteMessage(7, signature => signature.WriteString(1, "all"));
        return [.. ContainerReader.Magic, .. writer.Written];
    }
}
