using System.Net;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.DoIp.Transport;

namespace Modular.DoIp.Tester;

/// <summary>How a tester connects to an entity and what it expects of it.</summary>
public sealed record DoIpConnectionOptions
{
    /// <summary>Edition of the standard in the headers sent; best taken from the entity's announcement.</summary>
    /// <value>Default <see cref="DoIpProtocolVersion.V2012"/>.</value>
    public DoIpProtocolVersion ProtocolVersion { get; init; } = DoIpProtocolVersion.V2012;

    /// <summary>Logical address of the tester.</summary>
    /// <value>Usually 0x0E00 to 0x0FFF. Default 0x0E00.</value>
    public ushort TesterAddress { get; init; } = 0x0E00;

    /// <summary>Kind of diagnostics to ask routing for.</summary>
    /// <value>Default <see cref="RoutingActivationType.Default"/>.</value>
    public RoutingActivationType ActivationType { get; init; }

    /// <summary>Four bytes of the vehicle manufacturer in the routing activation.</summary>
    /// <value>Null, the default, leaves them out; zero sends zeros.</value>
    public uint? OemSpecific { get; init; }

    /// <summary>Local address and port to connect from.</summary>
    /// <value>Null, the default, leaves the choice to the system.</value>
    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>Longest wait for the TCP connection.</summary>
    /// <value>Default 30 s, as CP_DoIPConnectionTimeout.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the answer to the routing activation.</summary>
    /// <value>Default 30 s, as CP_DoIPRoutingActivationTimeout.</value>
    public TimeSpan RoutingActivationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the acknowledgement of a diagnostic message.</summary>
    /// <value>Default 1 s, as CP_DoIPDiagnosticAckTimeout.</value>
    public TimeSpan AcknowledgementTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for the peer to take the bytes of one message. Longer means the connection is lost.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the answer to an alive check request.</summary>
    /// <value>Default 500 ms.</value>
    public TimeSpan AliveCheckTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What is sent on an idle connection.</summary>
    /// <value>Default <see cref="KeepAliveMode.None"/>.</value>
    public KeepAliveMode KeepAlive { get; init; }

    /// <summary>Idle time after which <see cref="KeepAlive"/> acts.</summary>
    /// <value>Default 2 minutes, below the 5 minutes after which entities close idle connections.</value>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether received diagnostic messages are acknowledged. Entities of the standard expect no acknowledgement.</summary>
    /// <value>Default false.</value>
    public bool AcknowledgeReceivedMessages { get; init; }

    /// <summary>Messages that wait in one subscription before the oldest is dropped.</summary>
    /// <value>One or more. Default 256.</value>
    public int SubscriptionCapacity { get; init; } = 256;

    /// <summary>Looks at every message on its way.</summary>
    /// <value>Null, the default, for nobody.</value>
    public IDoIpFrameTap? FrameTap { get; init; }

    /// <summary>What is accepted from the entity.</summary>
    public DoIpCodecLimits Limits { get; init; } = DoIpCodecLimits.Default;
}
