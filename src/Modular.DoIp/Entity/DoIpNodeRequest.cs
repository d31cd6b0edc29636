using System.Net;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>A diagnostic message a tester sent to an ECU, with the way back.</summary>
public sealed class DoIpNodeRequest
{
    private readonly DoIpServerConnection _connection;
    private readonly ushort _node;
    private readonly Task _acknowledged;

    internal DoIpNodeRequest(DoIpServerConnection connection, ushort node, in DiagnosticMessage message, bool isFunctional, long receivedAt, Task acknowledged)
    {
        _connection = connection;
        _node = node;
        _acknowledged = acknowledged;
        TesterAddress = message.SourceAddress;
        TargetAddress = message.TargetAddress;
        UserData = message.UserData;
        IsFunctional = isFunctional;
        ReceivedAt = receivedAt;
    }

    /// <summary>Logical address of the tester.</summary>
    public ushort TesterAddress { get; }

    /// <summary>Address the tester sent the message to: the ECU's own, or a functional one.</summary>
    public ushort TargetAddress { get; }

    /// <summary>Whether the message was sent to a functional address.</summary>
    public bool IsFunctional { get; }

    /// <summary>The diagnostic message, for example a UDS request. Owned by the ECU, never reused.</summary>
    public ReadOnlyMemory<byte> UserData { get; }

    /// <summary>When its last byte was there, as <see cref="TimeProvider.GetTimestamp"/> of the server's clock.</summary>
    public long ReceivedAt { get; }

    /// <summary>Network address of the tester.</summary>
    public EndPoint? TesterEndPoint => _connection.RemoteEndPoint;

    /// <summary>Sends a diagnostic message from the ECU to the tester, after the acknowledgement of the request.</summary>
    /// <param name="userData">The diagnostic message. Not kept after completion.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn to send.</param>
    /// <returns>False when the tester is gone.</returns>
    public async ValueTask<bool> RespondAsync(ReadOnlyMemory<byte> userData, CancellationToken cancellationToken)
    {
        await _acknowledged.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await _connection.SendAsync(new DiagnosticMessage(_node, TesterAddress, userData), cancellationToken).ConfigureAwait(false);
    }
}
