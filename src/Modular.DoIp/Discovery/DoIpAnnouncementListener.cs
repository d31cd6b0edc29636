using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Modular.DoIp.Discovery;

/// <summary>Hears the announcements that entities make on their own, when they start or get an address.</summary>
/// <remarks>What is not read in time waits in the socket's buffer, and is lost when that is full.</remarks>
public sealed class DoIpAnnouncementListener : IDisposable
{
    private const int MaxDatagram = 65_535;

    private readonly Socket _socket;
    private readonly DoIpDiscoveryOptions _options;
    private readonly TimeProvider _time;

    private DoIpAnnouncementListener(Socket socket, DoIpDiscoveryOptions options, TimeProvider time)
    {
        _socket = socket;
        _options = options;
        _time = time;
    }

    /// <summary>Where announcements are heard.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Opens the socket. It is shared with other listeners on the machine.</summary>
    /// <param name="options">Port to listen on, network to believe; null takes the defaults.</param>
    /// <param name="address">Local address; null is 0.0.0.0, which hears broadcasts of all interfaces.</param>
    /// <param name="timeProvider">Clock for timestamps; null takes the system's.</param>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    public static DoIpAnnouncementListener Start(DoIpDiscoveryOptions? options = null, IPAddress? address = null, TimeProvider? timeProvider = null)
    {
        var actual = options ?? new DoIpDiscoveryOptions();
        var local = address ?? IPAddress.Any;
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(local, actual.Port));
            return new DoIpAnnouncementListener(socket, actual, timeProvider ?? TimeProvider.System);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Streams announcements as they come, repeated ones included, until the listener is disposed.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<DiscoveredEntity> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var buffer = new byte[MaxDatagram];
        while (await ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is { } received)
        {
            var datagram = new ReadOnlySequence<byte>(buffer, 0, received.ReceivedBytes);
            if (DoIpDiscovery.Read(datagram, (IPEndPoint)received.RemoteEndPoint, _options, [], _time.GetTimestamp()) is { } entity)
            {
                yield return entity;
            }
        }
    }

    /// <summary>Closes the socket and ends the stream.</summary>
    public void Dispose() => _socket.Dispose();

    private async ValueTask<SocketReceiveFromResult?> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveFromAsync(buffer, SocketFlags.None, LocalEndPoint, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
        {
            return null;
        }
    }
}
