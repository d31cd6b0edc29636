namespace Modular.Uds.Messages;

/// <summary>Service identifiers of requests. Other bytes are reserved or the manufacturer's own and pass through unchanged.</summary>
public enum UdsServiceId : byte
{
    /// <summary>Changes the diagnostic session.</summary>
    DiagnosticSessionControl = 0x10,

    /// <summary>Restarts the ECU.</summary>
    EcuReset = 0x11,

    /// <summary>Clears trouble codes.</summary>
    ClearDiagnosticInformation = 0x14,

    /// <summary>Reads trouble codes and what was stored with them.</summary>
    ReadDtcInformation = 0x19,

    /// <summary>Reads data records.</summary>
    ReadDataByIdentifier = 0x22,

    /// <summary>Reads memory.</summary>
    ReadMemoryByAddress = 0x23,

    /// <summary>Reads how a data record is scaled.</summary>
    ReadScalingDataByIdentifier = 0x24,

    /// <summary>Unlocks a security level by seed and key.</summary>
    SecurityAccess = 0x27,

    /// <summary>Switches sending and receiving of normal messages.</summary>
    CommunicationControl = 0x28,

    /// <summary>Authenticates the tester.</summary>
    Authentication = 0x29,

    /// <summary>Starts and stops periodic data.</summary>
    ReadDataByPeriodicIdentifier = 0x2A,

    /// <summary>Composes data identifiers.</summary>
    DynamicallyDefineDataIdentifier = 0x2C,

    /// <summary>Writes a data record.</summary>
    WriteDataByIdentifier = 0x2E,

    /// <summary>Takes control of inputs and outputs.</summary>
    InputOutputControlByIdentifier = 0x2F,

    /// <summary>Starts, stops and asks routines.</summary>
    RoutineControl = 0x31,

    /// <summary>Begins a transfer to the ECU.</summary>
    RequestDownload = 0x34,

    /// <summary>Begins a transfer from the ECU.</summary>
    RequestUpload = 0x35,

    /// <summary>Transfers one block.</summary>
    TransferData = 0x36,

    /// <summary>Ends a transfer.</summary>
    RequestTransferExit = 0x37,

    /// <summary>Begins a transfer of a file.</summary>
    RequestFileTransfer = 0x38,

    /// <summary>Writes memory.</summary>
    WriteMemoryByAddress = 0x3D,

    /// <summary>Keeps a session alive.</summary>
    TesterPresent = 0x3E,

    /// <summary>Reads and sets timing of the link.</summary>
    AccessTimingParameter = 0x83,

    /// <summary>Carries a protected message.</summary>
    SecuredDataTransmission = 0x84,

    /// <summary>Switches the storing of trouble codes.</summary>
    ControlDtcSetting = 0x85,

    /// <summary>Answers on events.</summary>
    ResponseOnEvent = 0x86,

    /// <summary>Changes the bit rate.</summary>
    LinkControl = 0x87,
}
