using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Modular.Mdd.Compression;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Compression;

public sealed class LzmaDecoderTests
{
    private const int Limit = 1 << 20;

    [Theory]
    [InlineData("5d00100000ffffffffffffffff0083fffbffffc0000000", "")]
    [InlineData("1200100000ffffffffffffffff0083fffbffffc0000000", "")]
    [InlineData("5d00100000ffffffffffffffff0030c1fbffffffe0000000", "a")]
    [InlineData("b800100000ffffffffffffffff0030c1fbffffffe0000000", "a")]
    [InlineData("5d00100000ffffffffffffffff00341949ee8de9573ac7dcccc3fffffdd1c000", "hello hello hello hello hello!")]
    [InlineData("1200100000ffffffffffffffff00341a14e2c427b46c76195962f3fffe12d000", "hello hello hello hello hello!")]
    public void Decode_StreamOfLiblzma_GivesItsContent(string stream, string content) =>
        Assert.Equal(content, System.Text.Encoding.ASCII.GetString(LzmaDecoder.Decode(Convert.FromHexString(stream), Limit)));

    [Theory]
    [InlineData("5d00100000ffffffffffffffff00006ffdffffa3b75ad3aedbffff9ff00000")]
    [InlineData("1200100000ffffffffffffffff0000707dfdffae8ff7cb5aaeffff9a1a0000")]
    [InlineData("b800100000ffffffffffffffff00006ffdffffa3b75ad9b467ffffa2d80000")]
    public void Decode_ThousandZerosOfLiblzma_GivesThem(string stream) =>
        Assert.Equal(new byte[1_000], LzmaDecoder.Decode(Convert.FromHexString(stream), Limit));

    [Theory]
    [InlineData(LzmaVectors.Standard)]
    [InlineData(LzmaVectors.PositionOnly)]
    [InlineData(LzmaVectors.Mixed)]
    public void Decode_LongStreamOfLiblzma_GivesItsContent(string stream) =>
        Assert.Equal(LzmaVectors.Content(), LzmaDecoder.Decode(Convert.FromBase64String(stream), Limit));

    [Theory]
    [InlineData(LzmaVectors.Standard)]
    [InlineData(LzmaVectors.PositionOnly)]
    [InlineData(LzmaVectors.Mixed)]
    public void Decode_TruncatedAtEveryByte_IsRefused(string stream)
    {
        var bytes = Convert.FromBase64String(stream);
        for (var length = 0; length < bytes.Length; length++)
        {
            var refusal = Assert.Throws<MddFormatException>(() => LzmaDecoder.Decode(bytes.AsMemory(0, length), Limit));
            Assert.Equal(MddFailure.CompressedDataDamaged, refusal.Cause);
            Assert.InRange(refusal.Offset!.Value, 0, length);
        }
    }

    [Fact]
    public void Decode_BytesBehindTheEnd_IsRefused() =>
        AssertDamaged([.. Convert.FromBase64String(LzmaVectors.Standard), 0]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_KnownSizeWithOrWithoutEndMarker_GivesContent(bool endMarker)
    {
        var content = LzmaVectors.Content();

        Assert.Equal(content, LzmaDecoder.Decode(LzmaTestEncoder.Encode(content, knownSize: true, endMarker: endMarker), content.Length));
    }

    [Fact]
    public void Decode_KnownSizeAtTheLimit_NeedsNoMoreThanTheLimit()
    {
        var stream = LzmaTestEncoder.Encode(LzmaVectors.Content(), knownSize: true, endMarker: false);

        Assert.Equal(MddFailure.DecompressedTooLarge, Assert.Throws<MddFormatException>(() => LzmaDecoder.Decode(stream, 1_999)).Cause);
    }

    [Theory]
    [InlineData(1_999)]
    [InlineData(2_001)]
    public void Decode_WrongKnownSize_IsRefused(ulong size)
    {
        var stream = Convert.FromBase64String(LzmaVectors.Standard);
        BinaryPrimitives.WriteUInt64LittleEndian(stream.AsSpan(5), size);

        AssertDamaged(stream);
    }

    [Fact]
    public void Decode_MoreThanTheLimit_IsRefused()
    {
        var stream = Convert.FromBase64String(LzmaVectors.Standard);

        var refusal = Assert.Throws<MddFormatException>(() => LzmaDecoder.Decode(stream, 1_000));

        Assert.Equal(MddFailure.DecompressedTooLarge, refusal.Cause);
    }

    [Fact]
    public void Decode_SmallStreamThatClaimsMuch_AllocatesLittle()
    {
        var stream = LzmaTestEncoder.Encode("a small stream"u8, endMarker: true);
        BinaryPrimitives.WriteUInt64LittleEndian(stream.AsSpan(5), 200 * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertDamaged(stream);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void Decode_PropertiesOutOfRange_IsRefused()
    {
        var stream = Convert.FromBase64String(LzmaVectors.Standard);
        for (var properties = 225; properties <= 255; properties++)
        {
            stream[0] = (byte)properties;
            AssertDamaged(stream);
        }
    }

    [Fact]
    public void Decode_MatchBeyondTheDictionary_IsRefused()
    {
        // The repeat at the end reaches back 5000 bytes; the head first says 65 536, then 0, which counts as 4096.
        var content = new byte[5_000];
        new Random(1).NextBytes(content);
        var stream = LzmaTestEncoder.Encode([.. content, .. content.AsSpan(0, 20)], window: 5_000);
        Assert.Equal(5_020, LzmaDecoder.Decode(stream, Limit).Length);

        stream.AsSpan(1, 4).Clear();

        AssertDamaged(stream);
    }

    [Fact]
    public void Decode_AnyContentAndProperties_RoundTrips() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Choose(0, 224).ToArbitrary(),
        ArbMap.Default.ArbFor<bool>(),
        (content, packed, knownSize) =>
        {
            // Few distinct bytes, so that matches and repeats of all kinds come up.
            var letters = content.SelectMany(b => new[] { (byte)(b & 3), (byte)(b >> 6) }).ToArray();
            var stream = LzmaTestEncoder.Encode(letters, packed % 9, packed / 9 % 5, packed / 45, knownSize, endMarker: !knownSize);
            return LzmaDecoder.Decode(stream, Limit).AsSpan().SequenceEqual(letters);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_MutatedStreams_AreReadOrRefusedAtABoundedCost()
    {
        var random = new Random(20_260_601);
        var original = Convert.FromBase64String(LzmaVectors.Mixed);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            var stream = original.ToArray();
            stream[random.Next(stream.Length)] ^= (byte)(1 << random.Next(8));
            stream[random.Next(stream.Length)] = (byte)random.Next(256);
            _ = Record.Exception(() => LzmaDecoder.Decode(stream, Limit)) is null or MddFormatException ? 0 : throw new InvalidOperationException();
            var after = GC.GetAllocatedBytesForCurrentThread();
            Assert.InRange(after - before, 0, 64 * 1024 * 1024);
            before = after;
        }
    }

    private static void AssertDamaged(byte[] stream) => Assert.Equal(
        MddFailure.CompressedDataDamaged, Assert.Throws<MddFormatException>(() => LzmaDecoder.Decode(stream, 256 * 1024 * 1024)).Cause);
}
