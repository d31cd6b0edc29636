using System.Net;
using System.Net.Sockets;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Discovery;

/// <summary>Where a tester looks for entities, and whom it believes.</summary>
public sealed record DoIpDiscoveryOptions
{
    /// <summary>Local addresses to ask from, one socket each, for testers with several network interfaces.</summary>
    /// <value>Default 0.0.0.0, which leaves the choice of the interface to the system.</value>
    public IReadOnlyList<IPAddress> LocalAddresses { get; init; } = [IPAddress.Any];

    /// <summary>Local port to ask from.</summary>
    /// <value>0, the default, takes a free one.</value>
    public int LocalPort { get; init; }

    /// <summary>Port of the entities, for broadcasts and for the TCP connections to those that answer one.</summary>
    /// <value>Default 13400.</value>
    public int Port { get; init; } = DoIpPorts.Default;

    /// <summary>Whether to ask by broadcast.</summary>
    /// <value>Default true.</value>
    public bool Broadcast { get; init; } = true;

    /// <summary>Entities to ask one by one, where broadcasts do not reach: address or host name, and port.</summary>
    public IReadOnlyList<EndPoint> Targets { get; init; } = [];

    /// <summary>
    /// Network of the vehicle. Answers to broadcasts and announcements from outside are ignored, and the broadcast goes to the
    /// network's own broadcast address as well.
    /// </summary>
    /// <value>Null, the default, accepts every address.</value>
    public IPNetwork? Subnet { get; init; }

    /// <summary>How long answers are collected.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for the answer to a status or power mode request.</summary>
    /// <value>Default 2 s.</value>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Different entities accepted in one search; the rest is ignored.</summary>
    /// <value>One or more. Default 1 024.</value>
    public int MaxEntities { get; init; } = 1024;

    /// <summary>Version named in identification requests.</summary>
    /// <value>Default <see cref="DoIpProtocolVersion.Default"/>, as the entity's own is not known yet.</value>
    public DoIpProtocolVersion RequestVersion { get; init; } = DoIpProtocolVersion.Default;

    /// <summary>What is accepted from entities.</summary>
    public DoIpCodecLimits Limits { get; init; } = DoIpCodecLimits.Default;

    /// <summary>The network a tester belongs to by its address and mask.</summary>
    /// <param name="tester">Address of the tester, IPv4.</param>
    /// <param name="mask">Mask, for example 255.255.0.0.</param>
    /// <exception cref="ArgumentException">One of the two is no IPv4 address, or the mask has gaps.</exception>
    public static IPNetwork SubnetOf(IPAddress tester, IPAddress mask)
    {
        ArgumentNullException.ThrowIfNull(tester);
        ArgumentNullException.ThrowIfNull(mask);
        if (tester.AddressFamily != AddressFamily.InterNetwork || mask.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new ArgumentException("A subnet mask needs IPv4 addresses.");
        }

        var bits = IPv4.ToNumber(mask);
        if (uint.PopCount(bits) != uint.LeadingZeroCount(~bits))
        {
            throw new ArgumentException($"{mask} is no subnet mask: its ones are not in front.", nameof(mask));
        }

        return new IPNetwork(IPv4.FromNumber(IPv4.ToNumber(tester) & bits), (int)uint.PopCount(bits));
    }

    /// <summary>Whether an address belongs to the vehicle's network.</summary>
    /// <param name="address">Address of an entity.</param>
    public bool Accepts(IPAddress address) => Subnet is not { } subnet || subnet.Contains(address);
}
