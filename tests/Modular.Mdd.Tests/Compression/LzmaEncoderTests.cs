using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Modular.Mdd.Compression;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Compression;

public sealed class LzmaEncoderTests
{
    private const int Limit = 64 * 1024 * 1024;

    [Fact]
    public void Encode_Nothing_GivesTheStreamOfLiblzma()
    {
        // As liblzma writes it, but for the dictionary's size in the head.
        Assert.Equal("5d00008000ffffffffffffffff0083fffbffffc0000000", Convert.ToHexStringLower(LzmaEncoder.Encode(Array.Empty<byte>())));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(273)]
    [InlineData(274)]
    [InlineData(2_047)]
    [InlineData(2_048)]
    [InlineData(2_049)]
    [InlineData(100_000)]
    public void Encode_Zeros_RoundTrips(int length) => AssertRoundTrip(new byte[length]);

    [Theory]
    [InlineData(1, 256)]
    [InlineData(2, 16)]
    [InlineData(3, 4)]
    [InlineData(4, 2)]
    public void Encode_RandomBytes_RoundTrips(int seed, int letters)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var content = new byte[random.Next(5_000)];
            for (var i = 0; i < content.Length; i++)
            {
                content[i] = (byte)random.Next(letters);
            }

            AssertRoundTrip(content);
        }
    }

    [Fact]
    public void Encode_RecordsWithGaps_RoundTrips()
    {
        // Records that differ in single bytes: literals between repeats of one distance, and all four last distances.
        var random = new Random(20_261_121);
        for (var round = 0; round < 60; round++)
        {
            var content = new List<byte>();
            var record = new byte[1 + random.Next(40)];
            random.NextBytes(record);
            while (content.Count < 4_000)
            {
                record[random.Next(record.Length)]++;
                content.AddRange(random.Next(4) == 0 ? record.AsSpan(0, random.Next(record.Length)).ToArray() : record);
            }

            AssertRoundTrip([.. content]);
        }
    }

    [Fact]
    public void Encode_AnyContent_RoundTrips() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), content => LzmaDecoder.Decode(LzmaEncoder.Encode(content), Limit).AsSpan().SequenceEqual(content))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_ContentBeyondTheDictionary_RoundTrips()
    {
        // What comes back after more than 8 MiB is out of reach; what comes back within it is not.
        var content = new byte[(8 * 1024 * 1024) + 300_000];
        var random = new Random(7);
        random.NextBytes(content.AsSpan(0, 100_000));
        random.NextBytes(content.AsSpan(content.Length - 250_000, 50_000));
        content.AsSpan(0, 100_000).CopyTo(content.AsSpan(content.Length - 200_000));
        content.AsSpan(content.Length - 200_000, 100_000).CopyTo(content.AsSpan(content.Length - 100_000));

        var stream = AssertRoundTrip(content);

        Assert.InRange(stream.Length, 250_000, 270_000);
    }

    [Fact]
    public void Encode_SameContentTwice_GivesEqualStreams()
    {
        var content = LzmaVectors.Content();

        Assert.Equal(LzmaEncoder.Encode(content), LzmaEncoder.Encode(content));
    }

    [Fact]
    public void Encode_Cancelled_Ends() =>
        Assert.Throws<OperationCanceledException>(() => LzmaEncoder.Encode(new byte[100], new CancellationToken(canceled: true)));

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Encode_PayloadOfTheReference_IsHardlyLargerThanItsStream(string name)
    {
        var file = MddFile.Open(SampleFiles.Read(name));
        var chunk = file.Container.Chunks.Single(c => c.HasData);

        var stream = AssertRoundTrip(file.ReadChunk(chunk).ToArray());

        Assert.InRange(stream.Length, 1, chunk.DataLength * 102 / 100);
    }

    [ProgramFact("xz")]
    public void Encode_AnyContent_IsReadByXz()
    {
        var content = LzmaVectors.Content();

        Assert.Equal(content, RunXz(LzmaEncoder.Encode(content)));
        Assert.Empty(RunXz(LzmaEncoder.Encode(Array.Empty<byte>())));
    }

    private static byte[] RunXz(byte[] stream)
    {
        using var process = Process.Start(new ProcessStartInfo("xz", ["--format=lzma", "--decompress", "--stdout"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.BaseStream.Write(stream);
        process.StandardInput.Close();
        using var content = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(content);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return content.ToArray();
    }

    private static byte[] AssertRoundTrip(byte[] content)
    {
        var stream = LzmaEncoder.Encode(content);
        Assert.True(LzmaDecoder.Decode(stream, Limit).AsSpan().SequenceEqual(content));
        return stream;
    }
}
