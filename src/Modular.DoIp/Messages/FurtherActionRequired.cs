namespace Modular.DoIp.Messages;

/// <summary>What a tester has to do before it can reach the ECUs behind an entity.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum FurtherActionRequired : byte
{
    /// <summary>Nothing; the ECUs can be addressed.</summary>
    None = 0x00,

    /// <summary>A routing activation for central security comes first.</summary>
    CentralSecurityRoutingActivation = 0x10,
}
