namespace Modular.DoIp.Messages;

/// <summary>What kind of diagnostics a tester asks routing for.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum RoutingActivationType : byte
{
    /// <summary>Ordinary diagnostics.</summary>
    Default = 0x00,

    /// <summary>Diagnostic communication required by regulation (WWH-OBD and the like).</summary>
    DiagnosticsRequiredByRegulation = 0x01,

    /// <summary>Access through the central security concept of the manufacturer.</summary>
    CentralSecurity = 0xE0,
}
