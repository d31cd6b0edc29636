using BenchmarkDotNet.Attributes;
using Modular.Mdd;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Benchmarks.Mdd;

/// <summary>Compresses and decompresses the description of a database of 40 services.</summary>
[MemoryDiagnoser]
public class LzmaBenchmarks
{
    private readonly byte[] _block = new byte[16 * 1024];
    private byte[] _content = [];
    private byte[] _stream = [];
    private MddFile _file = null!;
    private MddChunk _chunk = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var definition = GeneratedDatabase.Define("Generated", 40);
        definition.Compression = MddCompression.Lzma;
        _file = MddFile.Open(definition.ToBytes());
        _chunk = _file.Container.Chunks[0];
        _content = _file.ReadChunk(_chunk).ToArray();
        _stream = LzmaEncoder.Encode(_content);
    }

    /// <summary>Chooses the symbols and writes them.</summary>
    [Benchmark]
    public int Encode() => LzmaEncoder.Encode(_content).Length;

    /// <summary>Decompresses into one array.</summary>
    [Benchmark]
    public int Decode() => LzmaDecoder.Decode(_stream, _content.Length).Length;

    /// <summary>Decompresses through a window while it is read, and checks the hash.</summary>
    [Benchmark]
    public int Stream()
    {
        using var stream = _file.OpenChunk(_chunk);
        var total = 0;
        while (stream.Read(_block) is > 0 and var count)
        {
            total += count;
        }

        return total;
    }
}
