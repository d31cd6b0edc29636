namespace Modular.DoIp.Tester;

/// <summary>A diagnostic message to send over a connection that many ECUs share.</summary>
/// <param name="Target">Logical address of the ECU, or a functional address.</param>
/// <param name="UserData">The diagnostic message, for example a UDS request. Not kept after the send completes.</param>
public readonly record struct DiagnosticSend(ushort Target, ReadOnlyMemory<byte> UserData)
{
    /// <summary>Logical address of the tester.</summary>
    /// <value>Null, the default, takes the address that was activated.</value>
    public ushort? Source { get; init; }

    /// <summary>Whether several ECUs may answer, each with its own address; any answer then counts as acknowledgement.</summary>
    public bool IsFunctional { get; init; }

    /// <summary>Longest wait for the acknowledgement.</summary>
    /// <value>Null, the default, takes the connection's.</value>
    public TimeSpan? AcknowledgementTimeout { get; init; }
}
