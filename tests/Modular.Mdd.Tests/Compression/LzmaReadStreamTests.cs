using System.Buffers.Binary;
using Modular.Mdd.Compression;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Compression;

public sealed class LzmaReadStreamTests
{
    private const int Limit = 64 * 1024 * 1024;

    [Theory]
    [InlineData(LzmaVectors.Standard)]
    [InlineData(LzmaVectors.PositionOnly)]
    [InlineData(LzmaVectors.Mixed)]
    public void Read_ByPiecesOfAnySize_GivesTheContent(string stream)
    {
        for (var size = 1; size < 300; size += 1 + (size / 7))
        {
            Assert.Equal(LzmaVectors.Content(), ReadAll(Convert.FromBase64String(stream), size, Limit, Limit));
        }
    }

    [Theory]
    [InlineData(LzmaVectors.Standard)]
    [InlineData(LzmaVectors.Mixed)]
    public void Decode_RoomThatEndsAtEveryByte_GoesOnThere(string stream)
    {
        var bytes = Convert.FromBase64String(stream);
        Assert.True(LzmaProperties.TryParse(bytes, out var properties));
        var content = LzmaVectors.Content();
        for (var first = 0; first <= content.Length; first++)
        {
            var session = new LzmaSession(bytes.AsMemory(LzmaProperties.Size), properties);
            var window = new byte[content.Length + 1];
            var written = 0;

            var progress = session.Decode(window.AsSpan(0, first), ref written, isLast: false);
            Assert.Equal((LzmaProgress.Full, first), (progress, written));
            progress = session.Decode(window, ref written, isLast: true);

            Assert.Equal((LzmaProgress.Finished, content.Length), (progress, written));
            Assert.True(window.AsSpan(0, written).SequenceEqual(content));
        }
    }

    [Fact]
    public void Read_MoreThanTheWindow_SlidesOverTheContent()
    {
        // A dictionary of 4096 bytes in front of one block: the window slides some twenty times, with matches across its seams.
        var random = new Random(20_261_122);
        var content = new byte[1_500_000];
        random.NextBytes(content.AsSpan(0, 4_000));
        for (var position = 4_000; position < content.Length;)
        {
            var length = Math.Min(content.Length - position, 1 + random.Next(300));
            content.AsSpan(position - 1 - random.Next(3_500), 1).CopyTo(content.AsSpan(position));
            content.AsSpan(position - 300 - random.Next(3_000), length).CopyTo(content.AsSpan(position));
            position += length;
        }

        var stream = LzmaTestEncoder.Encode(content, window: 4_096);
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(1), 4_096);

        Assert.True(ReadAll(stream, 10_007, Limit, 4_096).AsSpan().SequenceEqual(content));
        Assert.True(LzmaDecoder.Decode(stream, Limit).AsSpan().SequenceEqual(content));
    }

    [Fact]
    public void Read_TruncatedAtEveryByte_IsRefused()
    {
        var bytes = Convert.FromBase64String(LzmaVectors.Mixed);
        for (var length = 0; length < bytes.Length; length++)
        {
            var refusal = Assert.Throws<MddFormatException>(() => ReadAll(bytes.AsMemory(0, length), 100, Limit, Limit));
            Assert.Equal(MddFailure.CompressedDataDamaged, refusal.Cause);
        }
    }

    [Theory]
    [InlineData(1_999)]
    [InlineData(1)]
    public void Read_MoreThanTheLimit_IsRefused(int limit)
    {
        var refusal = Assert.Throws<MddFormatException>(() => ReadAll(Convert.FromBase64String(LzmaVectors.Standard), 64, limit, Limit));

        Assert.Equal(MddFailure.DecompressedTooLarge, refusal.Cause);
    }

    [Fact]
    public void Read_ExactlyTheLimit_GivesTheContent() =>
        Assert.Equal(LzmaVectors.Content(), ReadAll(Convert.FromBase64String(LzmaVectors.Standard), 64, 2_000, Limit));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_KnownSize_GivesTheContentAndNoByteMore(bool endMarker)
    {
        var content = LzmaVectors.Content();

        Assert.Equal(content, ReadAll(LzmaTestEncoder.Encode(content, knownSize: true, endMarker: endMarker), 64, Limit, Limit));
    }

    [Fact]
    public void Read_DictionaryBeyondTheOptions_IsRefusedBeforeAnythingIsAllocated()
    {
        var refusal = Assert.Throws<MddFormatException>(() => ReadAll(LzmaEncoder.Encode(LzmaVectors.Content()), 64, Limit, 4_096));

        Assert.Equal(MddFailure.DictionaryTooLarge, refusal.Cause);
    }

    [Fact]
    public void Read_ContentThatIsSmallerThanItsDictionary_AllocatesLittle()
    {
        var stream = LzmaEncoder.Encode(LzmaVectors.Content());
        var before = GC.GetAllocatedBytesForCurrentThread();

        ReadAll(stream, 64, Limit, Limit);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    private static byte[] ReadAll(ReadOnlyMemory<byte> stream, int pieces, long limit, int maxDictionary)
    {
        var reader = new LzmaReadStream(stream, limit, maxDictionary);
        using var content = new MemoryStream();
        var piece = new byte[pieces];
        while (reader.Read(piece) is > 0 and var count)
        {
            content.Write(piece, 0, count);
        }

        return content.ToArray();
    }
}
