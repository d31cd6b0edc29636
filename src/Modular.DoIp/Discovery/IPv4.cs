using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Modular.DoIp.Discovery;

/// <summary>IPv4 addresses as numbers.</summary>
internal static class IPv4
{
    public static uint ToNumber(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        return address.TryWriteBytes(bytes, out _) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
    }

    public static IPAddress FromNumber(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    /// <summary>Where a broadcast into a network goes; null for IPv6, which has none.</summary>
    public static IPAddress? BroadcastOf(IPNetwork network) => network.BaseAddress.AddressFamily != AddressFamily.InterNetwork
        ? null
        : FromNumber(ToNumber(network.BaseAddress) | (network.PrefixLength == 0 ? uint.MaxValue : (uint)((1UL << (32 - network.PrefixLength)) - 1)));
}
