namespace Modular.Uds.Messages;

/// <summary>Why an ECU refused a request.</summary>
/// <remarks>
/// Every byte is a valid value: codes without a name here are reserved, or the vehicle manufacturer's or supplier's own,
/// and pass through unchanged.
/// </remarks>
public enum NegativeResponseCode : byte
{
    /// <summary>The ECU refuses without a more specific reason.</summary>
    GeneralReject = 0x10,

    /// <summary>The ECU does not know the service.</summary>
    ServiceNotSupported = 0x11,

    /// <summary>The ECU does not know the sub-function.</summary>
    SubFunctionNotSupported = 0x12,

    /// <summary>The request is too short, too long or wrongly built.</summary>
    IncorrectMessageLengthOrInvalidFormat = 0x13,

    /// <summary>The answer would be longer than the transport takes.</summary>
    ResponseTooLong = 0x14,

    /// <summary>The ECU is busy; the same request may succeed later.</summary>
    BusyRepeatRequest = 0x21,

    /// <summary>A condition for the service does not hold.</summary>
    ConditionsNotCorrect = 0x22,

    /// <summary>The request is out of order, for example a key without a seed.</summary>
    RequestSequenceError = 0x24,

    /// <summary>A gateway got no answer from the node behind it.</summary>
    NoResponseFromSubnetComponent = 0x25,

    /// <summary>A fault of the ECU prevents the action.</summary>
    FailurePreventsExecutionOfRequestedAction = 0x26,

    /// <summary>A parameter has a value the ECU does not accept, or names something it does not have.</summary>
    RequestOutOfRange = 0x31,

    /// <summary>The security level needed is not unlocked.</summary>
    SecurityAccessDenied = 0x33,

    /// <summary>The tester is not authenticated for this.</summary>
    AuthenticationRequired = 0x34,

    /// <summary>The key does not fit the seed.</summary>
    InvalidKey = 0x35,

    /// <summary>Too many wrong keys; the ECU delays further attempts.</summary>
    ExceedNumberOfAttempts = 0x36,

    /// <summary>The delay after wrong keys has not passed.</summary>
    RequiredTimeDelayNotExpired = 0x37,

    /// <summary>The service needs secured data transmission.</summary>
    SecureDataTransmissionRequired = 0x38,

    /// <summary>The service must not be used in secured data transmission.</summary>
    SecureDataTransmissionNotAllowed = 0x39,

    /// <summary>The secured message failed verification.</summary>
    SecureDataVerificationFailed = 0x3A,

    /// <summary>The certificate is not valid at this time.</summary>
    CertificateVerificationFailedInvalidTimePeriod = 0x50,

    /// <summary>The certificate's signature is wrong.</summary>
    CertificateVerificationFailedInvalidSignature = 0x51,

    /// <summary>The certificate does not lead to a trusted root.</summary>
    CertificateVerificationFailedInvalidChainOfTrust = 0x52,

    /// <summary>The certificate has the wrong type.</summary>
    CertificateVerificationFailedInvalidType = 0x53,

    /// <summary>The certificate has the wrong format.</summary>
    CertificateVerificationFailedInvalidFormat = 0x54,

    /// <summary>The certificate's content does not match.</summary>
    CertificateVerificationFailedInvalidContent = 0x55,

    /// <summary>The certificate has the wrong scope.</summary>
    CertificateVerificationFailedInvalidScope = 0x56,

    /// <summary>The certificate was revoked.</summary>
    CertificateVerificationFailedInvalidCertificate = 0x57,

    /// <summary>The proof of ownership of the private key is wrong.</summary>
    OwnershipVerificationFailed = 0x58,

    /// <summary>The ECU could not calculate a challenge.</summary>
    ChallengeCalculationFailed = 0x59,

    /// <summary>The ECU could not set the access rights.</summary>
    SettingAccessRightsFailed = 0x5A,

    /// <summary>The ECU could not create or derive a session key.</summary>
    SessionKeyCreationDerivationFailed = 0x5B,

    /// <summary>The ECU could not use the configuration data.</summary>
    ConfigurationDataUsageFailed = 0x5C,

    /// <summary>The ECU could not end the authentication.</summary>
    DeAuthenticationFailed = 0x5D,

    /// <summary>The ECU does not accept the upload or download.</summary>
    UploadDownloadNotAccepted = 0x70,

    /// <summary>The transfer was stopped by a fault.</summary>
    TransferDataSuspended = 0x71,

    /// <summary>Erasing or writing memory failed.</summary>
    GeneralProgrammingFailure = 0x72,

    /// <summary>The block sequence counter is not the expected one.</summary>
    WrongBlockSequenceCounter = 0x73,

    /// <summary>The ECU works on the request and will answer later. Never the end of an exchange.</summary>
    RequestCorrectlyReceivedResponsePending = 0x78,

    /// <summary>The sub-function exists, but not in the active session.</summary>
    SubFunctionNotSupportedInActiveSession = 0x7E,

    /// <summary>The service exists, but not in the active session.</summary>
    ServiceNotSupportedInActiveSession = 0x7F,

    /// <summary>The engine speed is too high.</summary>
    RpmTooHigh = 0x81,

    /// <summary>The engine speed is too low.</summary>
    RpmTooLow = 0x82,

    /// <summary>The engine is running.</summary>
    EngineIsRunning = 0x83,

    /// <summary>The engine is not running.</summary>
    EngineIsNotRunning = 0x84,

    /// <summary>The engine has not run long enough.</summary>
    EngineRunTimeTooLow = 0x85,

    /// <summary>The temperature is too high.</summary>
    TemperatureTooHigh = 0x86,

    /// <summary>The temperature is too low.</summary>
    TemperatureTooLow = 0x87,

    /// <summary>The vehicle is too fast.</summary>
    VehicleSpeedTooHigh = 0x88,

    /// <summary>The vehicle is too slow.</summary>
    VehicleSpeedTooLow = 0x89,

    /// <summary>The accelerator pedal is pressed too far.</summary>
    ThrottlePedalTooHigh = 0x8A,

    /// <summary>The accelerator pedal is not pressed far enough.</summary>
    ThrottlePedalTooLow = 0x8B,

    /// <summary>The transmission is not in neutral.</summary>
    TransmissionRangeNotInNeutral = 0x8C,

    /// <summary>The transmission is not in gear.</summary>
    TransmissionRangeNotInGear = 0x8D,

    /// <summary>The brake pedal is not pressed.</summary>
    BrakeSwitchesNotClosed = 0x8F,

    /// <summary>The shifter lever is not in park.</summary>
    ShifterLeverNotInPark = 0x90,

    /// <summary>The torque converter clutch is locked.</summary>
    TorqueConverterClutchLocked = 0x91,

    /// <summary>The voltage is too high.</summary>
    VoltageTooHigh = 0x92,

    /// <summary>The voltage is too low.</summary>
    VoltageTooLow = 0x93,

    /// <summary>A resource is taken for now; the same request may succeed later.</summary>
    ResourceTemporarilyNotAvailable = 0x94,
}
