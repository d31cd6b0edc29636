namespace Modular.Uds.Messages;

/// <summary>Texts of <see cref="NegativeResponseCode"/> for people.</summary>
public static class NegativeResponseCodeExtensions
{
    /// <summary>The code's text, as diagnostic tools print it.</summary>
    /// <param name="code">Any byte.</param>
    /// <returns>The text; <c>ISO SAE Reserved</c> for a code without a name of its own.</returns>
    public static string ToText(this NegativeResponseCode code) => code switch
    {
        NegativeResponseCode.GeneralReject => "General Reject",
        NegativeResponseCode.ServiceNotSupported => "Service Not Supported",
        NegativeResponseCode.SubFunctionNotSupported => "Sub-function Not Supported",
        NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat => "Incorrect Message Length Or Invalid Format",
        NegativeResponseCode.ResponseTooLong => "Response Too Long",
        NegativeResponseCode.BusyRepeatRequest => "Busy Repeat Request",
        NegativeResponseCode.ConditionsNotCorrect => "Conditions Not Correct",
        NegativeResponseCode.RequestSequenceError => "Request Sequence Error",
        NegativeResponseCode.NoResponseFromSubnetComponent => "No Response From Subnet Component",
        NegativeResponseCode.FailurePreventsExecutionOfRequestedAction => "Failure Prevents Execution Of Requested Action",
        NegativeResponseCode.RequestOutOfRange => "Request Out Of Range",
        NegativeResponseCode.SecurityAccessDenied => "Security Access Denied",
        NegativeResponseCode.AuthenticationRequired => "Authentication Required",
        NegativeResponseCode.InvalidKey => "Invalid Key",
        NegativeResponseCode.ExceedNumberOfAttempts => "Exceed Number Of Attempts",
        NegativeResponseCode.RequiredTimeDelayNotExpired => "Required Time Delay Not Expired",
        NegativeResponseCode.SecureDataTransmissionRequired => "Secure Data Transmission Required",
        NegativeResponseCode.SecureDataTransmissionNotAllowed => "Secure Data Transmission Not Allowed",
        NegativeResponseCode.SecureDataVerificationFailed => "Secure Data Verification Failed",
        NegativeResponseCode.CertificateVerificationFailedInvalidTimePeriod => "Certificate verification failed - Invalid Time Period",
        NegativeResponseCode.CertificateVerificationFailedInvalidSignature => "Certificate verification failed - Invalid Signature",
        NegativeResponseCode.CertificateVerificationFailedInvalidChainOfTrust => "Certificate verification failed - Invalid Chain of Trust",
        NegativeResponseCode.CertificateVerificationFailedInvalidType => "Certificate verification failed - Invalid Type",
        NegativeResponseCode.CertificateVerificationFailedInvalidFormat => "Certificate verification failed - Invalid Format",
        NegativeResponseCode.CertificateVerificationFailedInvalidContent => "Certificate verification failed - Invalid Content",
        NegativeResponseCode.CertificateVerificationFailedInvalidScope => "Certificate verification failed - Invalid Scope",
        NegativeResponseCode.CertificateVerificationFailedInvalidCertificate =>
            "Certificate verification failed - Invalid Certificate (revoked)",
        NegativeResponseCode.OwnershipVerificationFailed => "Ownership verification failed",
        NegativeResponseCode.ChallengeCalculationFailed => "Challenge calculation failed",
        NegativeResponseCode.SettingAccessRightsFailed => "Setting Access Rights failed",
        NegativeResponseCode.SessionKeyCreationDerivationFailed => "Session key creation/derivation failed",
        NegativeResponseCode.ConfigurationDataUsageFailed => "Configuration data usage failed",
        NegativeResponseCode.DeAuthenticationFailed => "DeAuthentication failed",
        NegativeResponseCode.UploadDownloadNotAccepted => "uploadDownloadNotAccepted",
        NegativeResponseCode.TransferDataSuspended => "transferDataSuspended",
        NegativeResponseCode.GeneralProgrammingFailure => "generalProgrammingFailure",
        NegativeResponseCode.WrongBlockSequenceCounter => "wrongBlockSequenceCounter",
        NegativeResponseCode.RequestCorrectlyReceivedResponsePending => "Request Correctly Received-Response Pending",
        NegativeResponseCode.SubFunctionNotSupportedInActiveSession => "Sub-function Not Supported In Active Session",
        NegativeResponseCode.ServiceNotSupportedInActiveSession => "Service Not Supported In Active Session",
        NegativeResponseCode.RpmTooHigh => "Rpm Too High",
        NegativeResponseCode.RpmTooLow => "Rpm Too Low",
        NegativeResponseCode.EngineIsRunning => "Engine Is Running",
        NegativeResponseCode.EngineIsNotRunning => "Engine Is Not Running",
        NegativeResponseCode.EngineRunTimeTooLow => "Engine Run Time Too Low",
        NegativeResponseCode.TemperatureTooHigh => "Temperature Too High",
        NegativeResponseCode.TemperatureTooLow => "Temperature Too Low",
        NegativeResponseCode.VehicleSpeedTooHigh => "Vehicle Speed Too High",
        NegativeResponseCode.VehicleSpeedTooLow => "Vehicle Speed Too Low",
        NegativeResponseCode.ThrottlePedalTooHigh => "Throttle/Pedal Too High",
        NegativeResponseCode.ThrottlePedalTooLow => "Throttle/Pedal Too Low",
        NegativeResponseCode.TransmissionRangeNotInNeutral => "Transmission Range Not In Neutral",
        NegativeResponseCode.TransmissionRangeNotInGear => "Transmission Range Not In Gear",
        NegativeResponseCode.BrakeSwitchesNotClosed => "Brake Switch(es) Not Closed",
        NegativeResponseCode.ShifterLeverNotInPark => "Shifter Lever Not In Park",
        NegativeResponseCode.TorqueConverterClutchLocked => "Torque Converter Clutch Locked",
        NegativeResponseCode.VoltageTooHigh => "Voltage Too High",
        NegativeResponseCode.VoltageTooLow => "Voltage Too Low",
        NegativeResponseCode.ResourceTemporarilyNotAvailable => "Resource Temporarily Not Available",
        _ => "ISO SAE Reserved",
    };

    /// <summary>Whether repeating the same request after a pause may succeed.</summary>
    /// <param name="code">Any byte.</param>
    /// <returns>True for 0x21 and 0x94.</returns>
    public static bool AsksForRepeat(this NegativeResponseCode code) => code
        is NegativeResponseCode.BusyRepeatRequest or NegativeResponseCode.ResourceTemporarilyNotAvailable;
}
