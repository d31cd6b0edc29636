using System.Buffers;
using BenchmarkDotNet.Attributes;

namespace Modular.Benchmarks.Kernel;

/// <summary>Bytes to named values and back, with compiled plans, as for every request after the first.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private static readonly byte[] VinRequest = [0x22, 0xF1, 0x90];

    private readonly CountingSink _sink = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(64);
    private KernelSubject _subject = null!;

    [GlobalSetup]
    public void Open() => _subject = KernelSubject.Open();

    [GlobalCleanup]
    public void Close() => _subject.Dispose();

    /// <summary>A text of 17 characters.</summary>
    [Benchmark]
    public int DecodeVin() => _subject.VinService.DecodeResponse(VinRequest, _subject.VinResponse, _sink).ParameterCount;

    /// <summary>A number through a linear computation: power of the flux capacitor, or engine speed.</summary>
    [Benchmark]
    public int DecodeNumber() => _subject.NumberService.DecodeResponse(default, _subject.NumberResponse, _sink).ParameterCount;

    /// <summary>A request of constants: service and identifier.</summary>
    [Benchmark]
    public int EncodeRequest()
    {
        _buffer.ResetWrittenCount();
        _subject.VinService.EncodeRequest(null, _buffer);
        return _buffer.WrittenCount;
    }
}
