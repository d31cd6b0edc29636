namespace Modular.Uds.Messages;

/// <summary>What the protocol fixes about a service.</summary>
public static class UdsServiceIdExtensions
{
    /// <summary>Difference between the service identifiers of a positive response and of its request.</summary>
    internal const byte ResponseOffset = 0x40;

    /// <summary>Whether the byte after the service identifier is a sub-function with the suppress bit.</summary>
    /// <param name="service">Any byte; false for services without a name.</param>
    /// <returns>True for services with a sub-function.</returns>
    public static bool HasSubFunction(this UdsServiceId service) => service
        is UdsServiceId.DiagnosticSessionControl
        or UdsServiceId.EcuReset
        or UdsServiceId.ReadDtcInformation
        or UdsServiceId.SecurityAccess
        or UdsServiceId.CommunicationControl
        or UdsServiceId.Authentication
        or UdsServiceId.DynamicallyDefineDataIdentifier
        or UdsServiceId.RoutineControl
        or UdsServiceId.TesterPresent
        or UdsServiceId.AccessTimingParameter
        or UdsServiceId.ControlDtcSetting
        or UdsServiceId.ResponseOnEvent
        or UdsServiceId.LinkControl;

    /// <summary>Service identifier of the positive response.</summary>
    /// <param name="service">Service identifier of a request.</param>
    /// <returns>The identifier plus 0x40.</returns>
    public static byte ToResponseId(this UdsServiceId service) => (byte)((byte)service + ResponseOffset);

    /// <summary>Whether a byte can open a request: identifiers with bit 6 open responses.</summary>
    /// <param name="serviceId">First byte of a message.</param>
    /// <returns>True for 0x00 to 0x3F and 0x80 to 0xBF.</returns>
    internal static bool IsRequestId(byte serviceId) => (serviceId & ResponseOffset) == 0;

    /// <summary>How many bytes after the service identifier a positive response repeats from its request.</summary>
    internal static int EchoLength(this UdsServiceId service) => service switch
    {
        UdsServiceId.RoutineControl => 3,
        UdsServiceId.ReadDataByIdentifier
            or UdsServiceId.ReadScalingDataByIdentifier
            or UdsServiceId.WriteDataByIdentifier
            or UdsServiceId.InputOutputControlByIdentifier => 2,
        UdsServiceId.TransferData or UdsServiceId.RequestFileTransfer => 1,
        _ => service.HasSubFunction() ? 1 : 0,
    };
}
