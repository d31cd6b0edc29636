using System.Net;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Discovery;

/// <summary>An entity that answered a search or announced itself.</summary>
/// <param name="Announcement">What it says about itself.</param>
/// <param name="ProtocolVersion">Edition of the standard it speaks; to be used in everything sent to it.</param>
/// <param name="EndPoint">Where to connect to it by TCP.</param>
/// <param name="Source">Where its answer came from.</param>
/// <param name="ReceivedAt">When it came, as <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record DiscoveredEntity(
    VehicleAnnouncement Announcement,
    DoIpProtocolVersion ProtocolVersion,
    IPEndPoint EndPoint,
    IPEndPoint Source,
    long ReceivedAt);
