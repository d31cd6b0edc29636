namespace Modular.DoIp.Messages;

/// <summary>How a diagnostic message was taken over.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum DiagnosticMessagePositiveAcknowledgementCode : byte
{
    /// <summary>The message was put into the transmission buffer of the target's network.</summary>
    RoutingConfirmation = 0x00,
}
