namespace Modular.Uds.Messages.Services;

/// <summary>Diagnostic sessions with a fixed meaning. Others up to 0x7F are the manufacturer's or supplier's.</summary>
public static class DiagnosticSession
{
    /// <summary>The session an ECU starts in.</summary>
    public const byte Default = 0x01;

    /// <summary>For writing memory.</summary>
    public const byte Programming = 0x02;

    /// <summary>For services the default session does not have.</summary>
    public const byte Extended = 0x03;

    /// <summary>For tests of safety systems.</summary>
    public const byte SafetySystem = 0x04;
}
