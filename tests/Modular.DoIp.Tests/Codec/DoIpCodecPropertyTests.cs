using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.DoIp.Tests.Support;

namespace Modular.DoIp.Tests.Codec;

public sealed class DoIpCodecPropertyTests
{
    [Fact]
    public void RoundTrip_AnyDiagnosticMessage_GivesSameMessage() =>
        Prop.ForAll(Addressed(), value => RoundTrips(new DiagnosticMessage(value.First, value.Second, value.Bytes))).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTrip_AnyAcknowledgement_GivesSameMessage() =>
        Prop.ForAll(Addressed(), value => RoundTrips(new DiagnosticMessagePositiveAcknowledgement(value.First, value.Second, (DiagnosticMessagePositiveAcknowledgementCode)value.Octet, value.Bytes))
            && RoundTrips(new DiagnosticMessageNegativeAcknowledgement(value.First, value.Second, (DiagnosticMessageNegativeAcknowledgementCode)value.Octet, value.Bytes))).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTrip_AnyRoutingActivation_GivesSameMessage() =>
        Prop.ForAll(Addressed(), value => RoundTrips(new RoutingActivationRequest(value.First, (RoutingActivationType)value.Octet, value.Word, value.Option))
            && RoundTrips(new RoutingActivationResponse(value.First, value.Second, (RoutingActivationResponseCode)value.Octet, value.Word, value.Option))).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTrip_AnyAnnouncement_GivesSameMessage() =>
        Prop.ForAll(Addressed(), value =>
        {
            var vin = new byte[17];
            value.Bytes.AsSpan(0, Math.Min(17, value.Bytes.Length)).CopyTo(vin);
            var status = value.Option is { } option ? (SynchronizationStatus?)(byte)option : null;
            return RoundTrips(new VehicleAnnouncement(
                VehicleIdentificationNumber.FromBytes(vin),
                value.First,
                new EntityIdentification(((ulong)value.Second << 32) | value.Word),
                new GroupIdentification(value.Word),
                (FurtherActionRequired)value.Octet,
                status));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTrip_AnyUnknownMessage_GivesSameMessage() =>
        Prop.ForAll(Addressed(), value => RoundTrips(new UnknownMessage((DoIpPayloadType)(0xF000 | value.First), value.Bytes))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(13400)]
    public void TryRead_RandomBytes_NeverThrowsAndNeverConsumesBeyond(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(0, 64)];
            random.NextBytes(bytes);
            if (bytes.Length >= 8 && round % 2 == 0)
            {
                // A plausible header gets deeper than noise does.
                bytes[0] = (byte)random.Next(1, 5);
                bytes[1] = (byte)~bytes[0];
                bytes[2] = (byte)(random.Next(3) switch { 0 => 0x00, 1 => 0x40, _ => 0x80 });
                bytes[3] = (byte)random.Next(0, 10);
                bytes[4] = bytes[5] = bytes[6] = 0;
                bytes[7] = (byte)random.Next(0, 70);
            }

            var input = bytes.Length == 0 ? ReadOnlySequence<byte>.Empty : Sequences.Split(bytes, random.Next(0, bytes.Length + 1));
            var result = DoIpCodec.TryRead(input, DoIpCodecLimits.Default, out var consumed);
            var rest = input.Slice(consumed).Length;
            switch (result.Status)
            {
                case DoIpReadStatus.NeedMoreData:
                    Assert.Equal(input.Length, rest);
                    break;
                case DoIpReadStatus.Rejected:
                    Assert.Equal(input.Length - DoIpHeader.Length, rest);
                    break;
                default:
                    var message = DoIpCodec.Parse(result.Frame);
                    Assert.Equal(result.Frame.Header.PayloadLength, (uint)message.PayloadLength);
                    Assert.Equal(input.Slice(0, consumed).ToArray(), DoIpCodec.ToArray(result.Frame.Header.ProtocolVersion, message));
                    break;
            }
        }
    }

    private static bool RoundTrips(IDoIpMessage message)
    {
        var bytes = DoIpCodec.ToArray(DoIpProtocolVersion.V2019, message);
        var result = DoIpCodec.TryRead(Sequences.EveryByteAlone(bytes), DoIpCodecLimits.Default, out _);
        return result.Status == DoIpReadStatus.Frame && DoIpCodec.Parse(result.Frame).Equals(message);
    }

    private static Arbitrary<Values> Addressed() => Arb.From(
        from first in Gen.Choose(0, ushort.MaxValue)
        from second in Gen.Choose(0, ushort.MaxValue)
        from octet in Gen.Choose(0, byte.MaxValue)
        from word in Gen.Choose(0, int.MaxValue)
        from option in Gen.Choose(-1, int.MaxValue)
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b))
        select new Values((ushort)first, (ushort)second, (byte)octet, (uint)word, option < 0 ? null : (uint)option, bytes));

    internal sealed record Values(ushort First, ushort Second, byte Octet, uint Word, uint? Option, byte[] Bytes);
}
