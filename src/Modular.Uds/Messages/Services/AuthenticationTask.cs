namespace Modular.Uds.Messages.Services;

/// <summary>Tasks of Authentication.</summary>
public static class AuthenticationTask
{
    /// <summary>Ends the authentication.</summary>
    public const byte DeAuthenticate = 0x00;

    /// <summary>The ECU checks the tester's certificate.</summary>
    public const byte VerifyCertificateUnidirectional = 0x01;

    /// <summary>Both check each other's certificate.</summary>
    public const byte VerifyCertificateBidirectional = 0x02;

    /// <summary>The tester proves that it has the private key.</summary>
    public const byte ProofOfOwnership = 0x03;

    /// <summary>Brings a certificate.</summary>
    public const byte TransmitCertificate = 0x04;

    /// <summary>Asks for a challenge.</summary>
    public const byte RequestChallengeForAuthentication = 0x05;

    /// <summary>The ECU checks the tester's proof.</summary>
    public const byte VerifyProofOfOwnershipUnidirectional = 0x06;

    /// <summary>Both check each other's proof.</summary>
    public const byte VerifyProofOfOwnershipBidirectional = 0x07;

    /// <summary>Asks which authentication the ECU uses.</summary>
    public const byte AuthenticationConfiguration = 0x08;
}
