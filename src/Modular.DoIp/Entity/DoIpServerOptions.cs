using System.Net;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>Sockets, timers and limits of a <see cref="DoIpServer"/>.</summary>
public sealed record DoIpServerOptions
{
    /// <summary>Address of the TCP socket, and of the UDP socket unless <see cref="DiscoveryAddress"/> says otherwise.</summary>
    /// <value>Default 127.0.0.1.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port of both sockets.</summary>
    /// <value>0 takes a free one, the same for both. Default 13400.</value>
    public int Port { get; init; } = DoIpPorts.Default;

    /// <summary>Address of the UDP socket. A socket bound to one address does not receive broadcasts; 0.0.0.0 does.</summary>
    /// <value>Null, the default, takes <see cref="Address"/>.</value>
    public IPAddress? DiscoveryAddress { get; init; }

    /// <summary>Edition of the standard in the headers sent.</summary>
    /// <value>Default <see cref="DoIpProtocolVersion.V2012"/>.</value>
    public DoIpProtocolVersion ProtocolVersion { get; init; } = DoIpProtocolVersion.V2012;

    /// <summary>TCP connections that may be open at once, activated or not. Further ones are closed at once.</summary>
    /// <value>One or more. Default 64.</value>
    public int MaxConnections { get; init; } = 64;

    /// <summary>Longest a tester may take to activate routing (T_TCP_Initial_Inactivity).</summary>
    /// <value>Default 2 s.</value>
    public TimeSpan InitialInactivityTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest silence of an activated tester (T_TCP_General_Inactivity).</summary>
    /// <value>Default 5 minutes.</value>
    public TimeSpan GeneralInactivityTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest a tester may take to answer an alive check (T_TCP_Alive_Check).</summary>
    /// <value>Default 500 ms.</value>
    public TimeSpan AliveCheckTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait for a tester to take the bytes of one message before its connection is closed.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages that wait for one ECU; further ones are refused with the code for lack of memory (0x05).</summary>
    /// <value>One or more. Default 64.</value>
    public int NodeQueueCapacity { get; init; } = 64;

    /// <summary>Whether acknowledgements repeat the message they acknowledge.</summary>
    /// <value>Default false.</value>
    public bool EchoPreviousMessage { get; init; }

    /// <summary>Announcements sent when the server starts.</summary>
    /// <value>0, the default, sends none; the standard sends 3.</value>
    public int AnnouncementCount { get; init; }

    /// <summary>Pause between announcements.</summary>
    /// <value>Default 500 ms.</value>
    public TimeSpan AnnouncementInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Where announcements go.</summary>
    /// <value>Default 255.255.255.255, port 13400.</value>
    public IPEndPoint AnnouncementTarget { get; init; } = new(IPAddress.Broadcast, DoIpPorts.Default);

    /// <summary>What is accepted from testers.</summary>
    public DoIpCodecLimits Limits { get; init; } = DoIpCodecLimits.Default;
}
