using System.Buffers;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.DoIp.Tests.Support;

namespace Modular.DoIp.Tests.Codec;

public sealed class DoIpCodecTests
{
    [Theory]
    [MemberData(nameof(LiteralVectors.Indexes), MemberType = typeof(LiteralVectors))]
    public void TryRead_LiteralVector_GivesMessage(int index)
    {
        var (bytes, version, message) = LiteralVectors.At(index);
        AssertReads(new ReadOnlySequence<byte>(bytes), version, message);
    }

    [Theory]
    [MemberData(nameof(LiteralVectors.Indexes), MemberType = typeof(LiteralVectors))]
    public void ToArray_LiteralVector_GivesBytes(int index)
    {
        var (bytes, version, message) = LiteralVectors.At(index);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(DoIpCodec.ToArray(version, message)));
    }

    [Theory]
    [MemberData(nameof(LiteralVectors.Indexes), MemberType = typeof(LiteralVectors))]
    public void TryRead_SplitAtEveryByte_GivesMessage(int index)
    {
        var (bytes, version, message) = LiteralVectors.At(index);
        for (var at = 0; at <= bytes.Length; at++)
        {
            AssertReads(Sequences.Split(bytes, at), version, message);
        }

        AssertReads(Sequences.EveryByteAlone(bytes), version, message);
    }

    [Theory]
    [MemberData(nameof(LiteralVectors.Indexes), MemberType = typeof(LiteralVectors))]
    public void TryRead_TruncatedAtEveryByte_NeedsMoreData(int index)
    {
        var (bytes, _, _) = LiteralVectors.At(index);
        for (var length = 0; length < bytes.Length; length++)
        {
            var input = new ReadOnlySequence<byte>(bytes, 0, length);
            var result = DoIpCodec.TryRead(input, DoIpCodecLimits.Default, out var consumed);
            Assert.Equal(DoIpReadStatus.NeedMoreData, result.Status);
            Assert.Equal(input.Start, consumed);
        }
    }

    [Fact]
    public void TryRead_TwoMessages_ConsumesOnlyTheFirst()
    {
        byte[] bytes = [.. Convert.FromHexString("02FD000700000000"), .. Convert.FromHexString("02FD0008000000020E00")];
        var input = Sequences.Split(bytes, 11);
        var first = DoIpCodec.TryRead(input, DoIpCodecLimits.Default, out var consumed);
        Assert.Equal(DoIpPayloadType.AliveCheckRequest, first.Frame.PayloadType);
        AssertReads(input.Slice(consumed), DoIpProtocolVersion.V2012, new AliveCheckResponse(0x0E00));
    }

    [Theory]
    [InlineData("02FC000100000000")]
    [InlineData("0202000100000000")]
    [InlineData("00FF000100000000")]
    [InlineData("05FA000100000000")]
    [InlineData("FF00000500000007")]
    [InlineData("FF00800100000007")]
    public void TryRead_BadVersion_IsOutOfStep(string hex)
    {
        var result = DoIpCodec.TryRead(new ReadOnlySequence<byte>(Convert.FromHexString(hex)), DoIpCodecLimits.Default, out _);
        Assert.Equal(DoIpReadStatus.Rejected, result.Status);
        Assert.Equal(GenericNegativeAcknowledgementCode.IncorrectPatternFormat, result.RejectionCode);
        Assert.True(result.IsOutOfStep);
        Assert.Equal(0, result.SkipLength);
    }

    [Fact]
    public void TryRead_UnknownVersionAccepted_GivesMessage()
    {
        var limits = new DoIpCodecLimits { AcceptUnknownVersions = true };
        var result = DoIpCodec.TryRead(new ReadOnlySequence<byte>(Convert.FromHexString("05FA000700000000")), limits, out _);
        Assert.Equal(DoIpReadStatus.Frame, result.Status);
    }

    [Theory]
    [InlineData("02FD8001FFFFFFFF", 0xFFFFFFFFL)]
    [InlineData("02FD800100400001", 0x400001L)]
    [InlineData("02FDF010F0000000", 0xF0000000L)]
    public void TryRead_TooLong_IsRejectedOnHeaderAlone(string hex, long skip)
    {
        var input = new ReadOnlySequence<byte>(Convert.FromHexString(hex));
        var result = DoIpCodec.TryRead(input, DoIpCodecLimits.Default, out var consumed);
        Assert.Equal(GenericNegativeAcknowledgementCode.MessageTooLarge, result.RejectionCode);
        Assert.False(result.IsOutOfStep);
        Assert.Equal(skip, result.SkipLength);
        Assert.Equal(input.End, consumed);
    }

    [Theory]
    [InlineData(0x0000, 0), InlineData(0x0000, 2)]
    [InlineData(0x0001, 1)]
    [InlineData(0x0002, 5), InlineData(0x0002, 7)]
    [InlineData(0x0003, 16), InlineData(0x0003, 18)]
    [InlineData(0x0004, 31), InlineData(0x0004, 34)]
    [InlineData(0x0005, 6), InlineData(0x0005, 8), InlineData(0x0005, 12)]
    [InlineData(0x0006, 8), InlineData(0x0006, 10), InlineData(0x0006, 14)]
    [InlineData(0x0007, 1)]
    [InlineData(0x0008, 1), InlineData(0x0008, 3)]
    [InlineData(0x4001, 1)]
    [InlineData(0x4002, 2), InlineData(0x4002, 4), InlineData(0x4002, 8)]
    [InlineData(0x4003, 1)]
    [InlineData(0x4004, 0), InlineData(0x4004, 2)]
    [InlineData(0x8001, 3)]
    [InlineData(0x8002, 4)]
    [InlineData(0x8003, 4)]
    public void TryRead_LengthDoesNotFitType_IsRejected(int type, int length)
    {
        byte[] header = [0x02, 0xFD, (byte)(type >> 8), (byte)type, 0, 0, 0, (byte)length];
        var result = DoIpCodec.TryRead(new ReadOnlySequence<byte>(header), DoIpCodecLimits.Default, out _);
        Assert.Equal(DoIpReadStatus.Rejected, result.Status);
        Assert.Equal(GenericNegativeAcknowledgementCode.InvalidPayloadLength, result.RejectionCode);
        Assert.Equal(length, result.SkipLength);
    }

    [Fact]
    public void Parse_FrameMadeByHandWithWrongLength_IsKeptRaw()
    {
        var header = new DoIpHeader(DoIpProtocolVersion.V2012, DoIpPayloadType.AliveCheckResponse, 1);
        var message = DoIpCodec.Parse(new DoIpFrame(header, new ReadOnlySequence<byte>(new byte[] { 7 })));
        Assert.Equal(new UnknownMessage(DoIpPayloadType.AliveCheckResponse, new byte[] { 7 }), Assert.IsType<UnknownMessage>(message));
    }

    [Fact]
    public void Parse_DiagnosticMessage_CopiesItsBytes()
    {
        var bytes = Convert.FromHexString("02FD8001000000070E00100022F190");
        var frame = DoIpCodec.TryRead(new ReadOnlySequence<byte>(bytes), DoIpCodecLimits.Default, out _).Frame;
        var message = (DiagnosticMessage)DoIpCodec.Parse(frame);
        Array.Clear(bytes);
        Assert.Equal("22F190", Convert.ToHexString(message.UserData.Span));
    }

    private static void AssertReads(ReadOnlySequence<byte> input, DoIpProtocolVersion version, IDoIpMessage expected)
    {
        var result = DoIpCodec.TryRead(input, DoIpCodecLimits.Default, out var consumed);
        Assert.Equal(DoIpReadStatus.Frame, result.Status);
        Assert.Equal(version, result.Frame.Header.ProtocolVersion);
        Assert.Equal(expected, DoIpCodec.Parse(result.Frame));
        Assert.True(input.Slice(consumed).IsEmpty);
    }
}
