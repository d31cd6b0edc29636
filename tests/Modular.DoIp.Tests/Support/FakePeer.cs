using System.IO.Pipelines;
using System.Net.Sockets;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Tests.Support;

/// <summary>One TCP connection, driven by hand.</summary>
internal sealed class FakePeer : IDisposable
{
    private readonly Socket _socket;
    private readonly PipeReader _reader;

    public FakePeer(Socket socket)
    {
        socket.NoDelay = true;
        _socket = socket;
        _reader = PipeReader.Create(new NetworkStream(socket));
    }

    public System.Net.EndPoint? RemoteEndPoint => _socket.RemoteEndPoint;

    public static async Task<FakePeer> ConnectAsync(System.Net.EndPoint endpoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, Guard.Token());
        return new FakePeer(socket);
    }

    public async Task<T> ReadAsync<T>()
        where T : IDoIpMessage => Assert.IsType<T>(await ReadAsync() ?? throw new InvalidOperationException("The connection was closed."));

    /// <returns>Null when the other side has closed.</returns>
    public async Task<IDoIpMessage?> ReadAsync()
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await _reader.ReadAsync(Guard.Token());
            }
            catch (IOException)
            {
                return null;
            }

            var result = DoIpCodec.TryRead(read.Buffer, DoIpCodecLimits.Default, out var consumed);
            if (result.Status == DoIpReadStatus.Frame)
            {
                var message = DoIpCodec.Parse(result.Frame);
                _reader.AdvanceTo(consumed);
                return message;
            }

            Assert.Equal(DoIpReadStatus.NeedMoreData, result.Status);
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    public Task SendAsync(IDoIpMessage message) => SendRawAsync(DoIpCodec.ToArray(DoIpProtocolVersion.V2012, message));

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes, SocketFlags.None, Guard.Token());

    public async Task<RoutingActivationRequest> ActivateAsync(
        RoutingActivationResponseCode code = RoutingActivationResponseCode.SuccessfullyActivated,
        ushort entity = 0x1000)
    {
        var request = await ReadAsync<RoutingActivationRequest>();
        await SendAsync(new RoutingActivationResponse(request.SourceAddress, entity, code));
        return request;
    }

    public Task AcknowledgeAsync(DiagnosticMessage message) =>
        SendAsync(new DiagnosticMessagePositiveAcknowledgement(message.TargetAddress, message.SourceAddress, default));

    public Task RespondAsync(DiagnosticMessage message, params byte[] userData) =>
        SendAsync(new DiagnosticMessage(message.TargetAddress, message.SourceAddress, userData));

    /// <summary>Closes with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
