namespace Modular.DoIp.Tester;

/// <summary>A diagnostic message that arrived from an ECU.</summary>
/// <param name="Source">Logical address of the ECU.</param>
/// <param name="Target">Logical address it was sent to, the tester's.</param>
/// <param name="UserData">The diagnostic message. Owned by the receiver, never reused.</param>
/// <param name="FirstSeen">When its first byte was there, as <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="Completed">When its last byte was there.</param>
public readonly record struct ReceivedDiagnosticMessage(
    ushort Source,
    ushort Target,
    ReadOnlyMemory<byte> UserData,
    long FirstSeen,
    long Completed);
