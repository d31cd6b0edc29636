using Modular.DoIp.Messages;

namespace Modular.DoIp.Tests.Codec;

/// <summary>Messages written out by hand from the tables of ISO 13400-2, one or more of every payload type.</summary>
public static class LiteralVectors
{
    private const string VinHex = "5343454454323654384244303035323631";

    private static readonly VehicleIdentificationNumber Vin = VehicleIdentificationNumber.Parse("SCEDT26T8BD005261");

    private static readonly (string Hex, DoIpProtocolVersion Version, IDoIpMessage Message)[] All =
    [
        ("02FD00000000000100", DoIpProtocolVersion.V2012, new GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode.IncorrectPatternFormat)),
        ("03FC00000000000109", DoIpProtocolVersion.V2019, new GenericNegativeAcknowledgement((GenericNegativeAcknowledgementCode)9)),
        ("FF00000100000000", DoIpProtocolVersion.Default, new VehicleIdentificationRequest()),
        ("01FE000100000000", DoIpProtocolVersion.V2010, new VehicleIdentificationRequest()),
        ("FF00000200000006001122334455", DoIpProtocolVersion.Default, new VehicleIdentificationRequestWithEid(new EntityIdentification(0x001122334455))),
        ("FF00000300000011" + VinHex, DoIpProtocolVersion.Default, new VehicleIdentificationRequestWithVin(Vin)),
        ("02FD000400000020" + VinHex + "1000001122334455AABBCCDDEEFF00", DoIpProtocolVersion.V2012,
            new VehicleAnnouncement(Vin, 0x1000, new EntityIdentification(0x001122334455), new GroupIdentification(0xAABBCCDDEEFF), FurtherActionRequired.None)),
        ("04FB000400000021" + VinHex + "1000001122334455AABBCCDDEEFF1010", DoIpProtocolVersion.V2019Amendment1,
            new VehicleAnnouncement(Vin, 0x1000, new EntityIdentification(0x001122334455), new GroupIdentification(0xAABBCCDDEEFF),
                FurtherActionRequired.CentralSecurityRoutingActivation, SynchronizationStatus.Incomplete)),
        ("02FD000400000021" + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF" + "0E80000000000000FFFFFFFFFFFF2000", DoIpProtocolVersion.V2012,
            new VehicleAnnouncement(VehicleIdentificationNumber.NotSet, 0x0E80, default, new GroupIdentification(0xFFFFFFFFFFFF),
                (FurtherActionRequired)0x20, SynchronizationStatus.Synchronized)),
        ("02FD0005000000070E000000000000", DoIpProtocolVersion.V2012, new RoutingActivationRequest(0x0E00, RoutingActivationType.Default)),
        ("02FD00050000000B0E00E00000000000000000", DoIpProtocolVersion.V2012, new RoutingActivationRequest(0x0E00, RoutingActivationType.CentralSecurity, 0, 0)),
        ("02FD0006000000090E0010001000000000", DoIpProtocolVersion.V2012,
            new RoutingActivationResponse(0x0E00, 0x1000, RoutingActivationResponseCode.SuccessfullyActivated)),
        ("02FD00060000000D0E001000E00000000012345678", DoIpProtocolVersion.V2012,
            new RoutingActivationResponse(0x0E00, 0x1000, (RoutingActivationResponseCode)0xE0, 0, 0x12345678)),
        ("02FD000700000000", DoIpProtocolVersion.V2012, new AliveCheckRequest()),
        ("02FD0008000000020E00", DoIpProtocolVersion.V2012, new AliveCheckResponse(0x0E00)),
        ("02FD400100000000", DoIpProtocolVersion.V2012, new EntityStatusRequest()),
        ("02FD400200000003000801", DoIpProtocolVersion.V2012, new EntityStatusResponse(NodeType.Gateway, 8, 1)),
        ("02FD40020000000701FF0000000FFF", DoIpProtocolVersion.V2012, new EntityStatusResponse(NodeType.Node, 255, 0, 4095)),
        ("02FD400300000000", DoIpProtocolVersion.V2012, new DiagnosticPowerModeRequest()),
        ("02FD40040000000101", DoIpProtocolVersion.V2012, new DiagnosticPowerModeResponse(DiagnosticPowerMode.Ready)),
        ("02FD8001000000070E00100022F190", DoIpProtocolVersion.V2012, new DiagnosticMessage(0x0E00, 0x1000, new byte[] { 0x22, 0xF1, 0x90 })),
        ("02FD8002000000051000" + "0E0000", DoIpProtocolVersion.V2012,
            new DiagnosticMessagePositiveAcknowledgement(0x1000, 0x0E00, DiagnosticMessagePositiveAcknowledgementCode.RoutingConfirmation)),
        ("02FD80020000000810000E000022F190", DoIpProtocolVersion.V2012,
            new DiagnosticMessagePositiveAcknowledgement(0x1000, 0x0E00, default, new byte[] { 0x22, 0xF1, 0x90 })),
        ("02FD80030000000510000E0003", DoIpProtocolVersion.V2012,
            new DiagnosticMessageNegativeAcknowledgement(0x1000, 0x0E00, DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress)),
        ("02FD80030000000710000E00FF2210", DoIpProtocolVersion.V2012,
            new DiagnosticMessageNegativeAcknowledgement(0x1000, 0x0E00, (DiagnosticMessageNegativeAcknowledgementCode)0xFF, new byte[] { 0x22, 0x10 })),
        ("02FDF01000000003010203", DoIpProtocolVersion.V2012, new UnknownMessage((DoIpPayloadType)0xF010, new byte[] { 1, 2, 3 })),
        ("02FD000900000000", DoIpProtocolVersion.V2012, new UnknownMessage((DoIpPayloadType)0x0009, Array.Empty<byte>())),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, All.Length)];

    internal static (byte[] Bytes, DoIpProtocolVersion Version, IDoIpMessage Message) At(int index) =>
        (Convert.FromHexString(All[index].Hex), All[index].Version, All[index].Message);
}
