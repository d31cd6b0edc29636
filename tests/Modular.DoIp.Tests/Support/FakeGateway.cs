using System.Net;
using System.Net.Sockets;

namespace Modular.DoIp.Tests.Support;

/// <summary>The other end of a tester's connection, played by the test word by word over real sockets.</summary>
internal sealed class FakeGateway : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeGateway() => _listener.Start();

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async Task<FakePeer> AcceptAsync() => new(await _listener.AcceptSocketAsync(Guard.Token()));

    public void Dispose() => _listener.Dispose();
}
