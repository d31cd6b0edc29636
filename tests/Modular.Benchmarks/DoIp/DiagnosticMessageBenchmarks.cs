using System.Buffers;
using BenchmarkDotNet.Attributes;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.Benchmarks.DoIp;

/// <summary>One diagnostic message (0x8001) to bytes and back, without a socket.</summary>
[MemoryDiagnoser]
public class DiagnosticMessageBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(8192);
    private DiagnosticMessage _message;
    private ReadOnlySequence<byte> _received;

    /// <summary>Bytes of the diagnostic message: a short answer, and a block of a download.</summary>
    [Params(20, 4095)]
    public int UserDataLength { get; set; } = 20;

    [GlobalSetup]
    public void Prepare()
    {
        var userData = new byte[UserDataLength];
        userData[0] = 0x62;
        _message = new DiagnosticMessage(0x1101, 0x0E00, userData);
        _received = new ReadOnlySequence<byte>(DoIpCodec.ToArray(DoIpProtocolVersion.V2012, _message));
    }

    [Benchmark]
    public int Write()
    {
        _buffer.ResetWrittenCount();
        DoIpCodec.Write(_buffer, DoIpProtocolVersion.V2012, _message);
        return _buffer.WrittenCount;
    }

    /// <summary>Reads the frame in place.</summary>
    [Benchmark]
    public long ReadFrame() =>
        DoIpCodec.TryRead(_received, DoIpCodecLimits.Default, out _).Frame.Payload.Length;

    /// <summary>Reads the frame and copies the user data out of the buffer, which is the only allocation.</summary>
    [Benchmark]
    public int ReadMessage()
    {
        var frame = DoIpCodec.TryRead(_received, DoIpCodecLimits.Default, out _).Frame;
        return DiagnosticMessage.TryParse(frame.Payload, out var message) ? message.UserData.Length : -1;
    }
}
