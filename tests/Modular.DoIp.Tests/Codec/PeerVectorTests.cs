using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.TestSupport;

namespace Modular.DoIp.Tests.Codec;

/// <summary>Frames recorded from an independent tester implementation.</summary>
public sealed class PeerVectorTests
{
    private const string File = "vectors/doip-doipclient.json";

    [SharedDataFact]
    public void TryRead_NamedFrames_GiveTheirFields()
    {
        using var vectors = Load();
        var count = 0;
        foreach (var vector in vectors.RootElement.GetProperty("named_frames").EnumerateArray())
        {
            AssertFrame(vector.GetProperty("hex").GetString()!, vector.GetProperty("parsed"));
            count++;
        }

        Assert.Equal(35, count);
    }

    [SharedDataFact]
    public void TryRead_RoundTripFrames_GiveTheirFields()
    {
        using var vectors = Load();
        var count = 0;
        foreach (var vector in vectors.RootElement.GetProperty("roundtrip").EnumerateArray())
        {
            AssertFrame(vector.GetProperty("frame_v2").GetString()!, vector);
            count++;
        }

        Assert.Equal(23, count);
    }

    [SharedDataFact]
    public void TryRead_EveryFrameOfRecordedExchanges_RoundTrips()
    {
        using var vectors = Load();
        var count = 0;
        foreach (var exchange in vectors.RootElement.GetProperty("test_exchanges").EnumerateArray())
        {
            foreach (var step in exchange.GetProperty("events").EnumerateArray().SelectMany(step => step.EnumerateObject()))
            {
                if (step.Name is "tx_tcp" or "tx_udp" or "rx" or "rx_udp" && step.Value.GetString() is { Length: >= 16 } hex)
                {
                    var bytes = Convert.FromHexString(hex);
                    Assert.Equal(bytes, DoIpCodec.ToArray(DoIpProtocolVersion.V2012, Read(bytes)));
                    count++;
                }
            }
        }

        Assert.InRange(count, 100, int.MaxValue);
    }

    private static void AssertFrame(string hex, JsonElement parsed)
    {
        var bytes = Convert.FromHexString(hex);
        var message = Read(bytes);
        var fields = parsed.GetProperty("fields");
        Assert.Equal(Convert.ToUInt16(parsed.GetProperty("payload_type").GetString(), 16), (ushort)message.PayloadType);
        Assert.Equal(bytes, DoIpCodec.ToArray(DoIpProtocolVersion.V2012, message));
        switch (message)
        {
            case RoutingActivationRequest request:
                Assert.Equal(Number(fields, "source_address"), request.SourceAddress);
                Assert.Equal(Number(fields, "activation_type"), (uint?)request.ActivationType);
                Assert.Equal(Number(fields, "vm_specific"), request.OemSpecific);
                break;
            case RoutingActivationResponse response:
                Assert.Equal(Number(fields, "client_logical_address"), response.TesterAddress);
                Assert.Equal(Number(fields, "logical_address"), response.EntityAddress);
                Assert.Equal(Number(fields, "response_code"), (uint?)response.Code);
                Assert.Equal(Number(fields, "vm_specific"), response.OemSpecific);
                break;
            case VehicleAnnouncement announcement:
                Assert.Equal(fields.GetProperty("vin").GetString(), announcement.Vin.Value);
                Assert.Equal(Number(fields, "logical_address"), announcement.LogicalAddress);
                Assert.Equal(fields.GetProperty("eid").GetString(), announcement.Eid.ToString(), ignoreCase: true);
                Assert.Equal(fields.GetProperty("gid").GetString(), announcement.Gid.ToString(), ignoreCase: true);
                Assert.Equal(Number(fields, "further_action_required"), (uint?)announcement.FurtherAction);
                Assert.Equal(Number(fields, "vin_sync_status"), (uint?)announcement.SynchronizationStatus);
                break;
            case EntityStatusResponse status:
                Assert.Equal(Number(fields, "node_type"), (uint?)status.NodeType);
                Assert.Equal(Number(fields, "max_concurrent_sockets"), status.MaxConcurrentSockets);
                Assert.Equal(Number(fields, "currently_open_sockets"), status.OpenSockets);
                Assert.Equal(Number(fields, "max_data_size"), status.MaxDataSize);
                break;
            case DiagnosticMessage diagnostic:
                AssertAddresses(fields, diagnostic.SourceAddress, diagnostic.TargetAddress);
                AssertBytes(fields, "user_data", diagnostic.UserData);
                break;
            case DiagnosticMessagePositiveAcknowledgement positive:
                AssertAddresses(fields, positive.SourceAddress, positive.TargetAddress);
                AssertBytes(fields, "previous_message_data", positive.PreviousMessage);
                break;
            case DiagnosticMessageNegativeAcknowledgement negative:
                AssertAddresses(fields, negative.SourceAddress, negative.TargetAddress);
                Assert.Equal(Number(fields, "nack_code"), (uint?)negative.Code);
                AssertBytes(fields, "previous_message_data", negative.PreviousMessage);
                break;
            case GenericNegativeAcknowledgement generic:
                Assert.Equal(Number(fields, "nack_code"), (uint?)generic.Code);
                break;
            case AliveCheckResponse alive:
                Assert.Equal(Number(fields, "source_address"), alive.SourceAddress);
                break;
            case DiagnosticPowerModeResponse power:
                Assert.Equal(Number(fields, "diagnostic_power_mode"), (uint?)power.PowerMode);
                break;
            case VehicleIdentificationRequestWithEid eid:
                Assert.Equal(fields.GetProperty("eid").GetString(), eid.Eid.ToString(), ignoreCase: true);
                break;
            case VehicleIdentificationRequestWithVin vin:
                Assert.Equal(fields.GetProperty("vin").GetString(), vin.Vin.Value);
                break;
            case UnknownMessage unknown:
                AssertBytes(fields, "payload", unknown.Payload);
                break;
            default:
                Assert.Empty(fields.EnumerateObject());
                break;
        }
    }

    private static void AssertAddresses(JsonElement fields, ushort source, ushort target)
    {
        Assert.Equal(Number(fields, "source_address"), source);
        Assert.Equal(Number(fields, "target_address"), target);
    }

    private static void AssertBytes(JsonElement fields, string name, ReadOnlyMemory<byte> actual) =>
        Assert.Equal(fields.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "", Convert.ToHexStringLower(actual.Span));

    private static uint? Number(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? uint.Parse(value.GetRawText(), CultureInfo.InvariantCulture)
            : null;

    private static IDoIpMessage Read(byte[] bytes)
    {
        var result = DoIpCodec.TryRead(new ReadOnlySequence<byte>(bytes), DoIpCodecLimits.Default, out _);
        Assert.Equal(DoIpReadStatus.Frame, result.Status);
        return DoIpCodec.Parse(result.Frame);
    }

    private static JsonDocument Load() => JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(RepositoryPaths.SharedData!, File)));
}
