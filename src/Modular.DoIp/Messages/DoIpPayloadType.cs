namespace Modular.DoIp.Messages;

/// <summary>Kind of a DoIP message, bytes 2 and 3 of the header.</summary>
/// <remarks>0x9000 to 0x9FFF and 0xF000 to 0xFFFF carry messages of manufacturers; they arrive as <see cref="UnknownMessage"/>.</remarks>
public enum DoIpPayloadType : ushort
{
    /// <summary>The header of a received message could not be handled.</summary>
    GenericNegativeAcknowledgement = 0x0000,

    /// <summary>Asks every entity to identify itself.</summary>
    VehicleIdentificationRequest = 0x0001,

    /// <summary>Asks the entity with a given entity identification to identify itself.</summary>
    VehicleIdentificationRequestWithEid = 0x0002,

    /// <summary>Asks the entities of the vehicle with a given VIN to identify themselves.</summary>
    VehicleIdentificationRequestWithVin = 0x0003,

    /// <summary>Vehicle announcement, or the identification response of the same shape.</summary>
    VehicleAnnouncement = 0x0004,

    /// <summary>Registers a tester on a TCP connection.</summary>
    RoutingActivationRequest = 0x0005,

    /// <summary>Answer to a routing activation request.</summary>
    RoutingActivationResponse = 0x0006,

    /// <summary>Asks whether the other side of a TCP connection still lives.</summary>
    AliveCheckRequest = 0x0007,

    /// <summary>Says that the tester on a TCP connection still lives.</summary>
    AliveCheckResponse = 0x0008,

    /// <summary>Asks an entity for its sockets and limits.</summary>
    EntityStatusRequest = 0x4001,

    /// <summary>Sockets and limits of an entity.</summary>
    EntityStatusResponse = 0x4002,

    /// <summary>Asks whether the vehicle is ready for diagnostics.</summary>
    DiagnosticPowerModeRequest = 0x4003,

    /// <summary>Whether the vehicle is ready for diagnostics.</summary>
    DiagnosticPowerModeResponse = 0x4004,

    /// <summary>Diagnostic request or response.</summary>
    DiagnosticMessage = 0x8001,

    /// <summary>A diagnostic message was taken over for its target.</summary>
    DiagnosticMessagePositiveAcknowledgement = 0x8002,

    /// <summary>A diagnostic message was refused.</summary>
    DiagnosticMessageNegativeAcknowledgement = 0x8003,
}
