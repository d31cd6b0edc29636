using Modular.DoIp.Messages;

namespace Modular.DoIp.Codec;

/// <summary>Which payload lengths fit which payload type.</summary>
internal static class PayloadLengths
{
    public static bool Fits(DoIpPayloadType type, uint length) => type switch
    {
        DoIpPayloadType.GenericNegativeAcknowledgement => length == 1,
        DoIpPayloadType.VehicleIdentificationRequest => length == 0,
        DoIpPayloadType.VehicleIdentificationRequestWithEid => length == EntityIdentification.Length,
        DoIpPayloadType.VehicleIdentificationRequestWithVin => length == VehicleIdentificationNumber.Length,
        DoIpPayloadType.VehicleAnnouncement => length is 32 or 33,
        DoIpPayloadType.RoutingActivationRequest => length is 7 or 11,
        DoIpPayloadType.RoutingActivationResponse => length is 9 or 13,
        DoIpPayloadType.AliveCheckRequest => length == 0,
        DoIpPayloadType.AliveCheckResponse => length == 2,
        DoIpPayloadType.EntityStatusRequest => length == 0,
        DoIpPayloadType.EntityStatusResponse => length is 3 or 7,
        DoIpPayloadType.DiagnosticPowerModeRequest => length == 0,
        DoIpPayloadType.DiagnosticPowerModeResponse => length == 1,
        DoIpPayloadType.DiagnosticMessage => length >= DiagnosticMessage.AddressesLength,
        DoIpPayloadType.DiagnosticMessagePositiveAcknowledgement => length >= 5,
        DoIpPayloadType.DiagnosticMessageNegativeAcknowledgement => length >= 5,
        _ => true,
    };
}
