using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests;

public sealed class MddDatabaseTests
{
    [Fact]
    public void Open_AuthoredFileOnDisk_GivesWhatWasAuthored()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".mdd");
        try
        {
            WiperDatabase.Define().Save(path);
            using var database = MddDatabase.Open(path);

            Assert.Equal("Wiper", database.EcuName);
            Assert.Equal("1.2.3", database.Revision);
            Assert.Equal("2025-05-10", database.Version);
            Assert.Equal("by hand", database.File.Container.Metadata["source"]);
            var layer = database.Root.Variants[0].DiagLayer!.Value;
            Assert.Equal("Wiper ÄÖ 雨", layer.LongName?.Value);
            var read = layer.DiagServices[0];
            Assert.Equal("ReadSpeed"u8, read.DiagComm!.Value.ShortNameUtf8);
            Assert.Equal(Addressing.Physical, read.Addressing);
            Assert.Equal(0u, read.Request!.Value.Params[0].BytePosition);
            Assert.Null(read.Request!.Value.Params[0].BitPosition);
            Assert.Equal(ParamType.CodedConst, read.Request!.Value.Params[0].ParamType);
            var speed = read.PositiveResponses[0].Params[1].AsValue!.Value.Dop!.Value;
            Assert.Equal(DopKind.NormalDop, speed.Kind);
            Assert.Null(speed.AsStructure);
            var scale = speed.AsNormalDop!.Value.CompuMethod!.Value.InternalToPhys!.Value.CompuScales[0];
            Assert.Equal([-40, 0.5], scale.RationalCoEffs!.Value.Numerator);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Views_OfASharedTable_AreEqual()
    {
        using var database = WiperDatabase.Define().ToDatabase();
        var services = database.Root.Variants[0].DiagLayer!.Value.DiagServices;

        var first = services[0].PositiveResponses[0].Params[1];
        var second = services[1].PositiveResponses[0].Params[1];

        Assert.Equal(first, second);
        Assert.True(first == second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(services[0], services[1]);
    }

    [Fact]
    public void Dispose_Views_ThrowInsteadOfReading()
    {
        var database = WiperDatabase.Define().ToDatabase();
        var root = database.Root;
        var variants = root.Variants;

        database.Dispose();

        Assert.Throws<ObjectDisposedException>(() => database.Root);
        Assert.Throws<ObjectDisposedException>(() => root.EcuName);
        Assert.Throws<ObjectDisposedException>(() => variants[0]);
        Assert.Equal("Wiper", database.EcuName);
    }

    [Fact]
    public void Dispose_OfTheLastReference_EndsTheMapping()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".mdd");
        try
        {
            WiperDatabase.Define().Save(path);
            Assert.Equal("Wiper", OpenAndForget(path));

            GC.Collect();
            GC.WaitForPendingFinalizers();

            // Other systems have no such list; there the file's removal below is the test.
            Assert.DoesNotContain(path, OperatingSystem.IsLinux() ? File.ReadAllText("/proc/self/maps") : "", StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Open_MissingFile_IsRefusedWithItsName()
    {
        var refusal = Assert.Throws<MddFormatException>(() => MddDatabase.Open("/no/such/file.mdd"));

        Assert.Equal(MddFailure.Unreadable, refusal.Cause);
        Assert.Equal("/no/such/file.mdd", refusal.FileName);
        Assert.Contains("/no/such/file.mdd", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherFile_IsRefused() =>
        Assert.Equal(MddFailure.NotAnMddFile, Attempt.Open("PK\u0003\u0004 some other file"u8.ToArray())?.Cause);

    [Fact]
    public void Open_OtherContainerVersion_IsRefused()
    {
        var refusal = Attempt.Open("MDD version 1      \0"u8.ToArray());

        Assert.Equal(MddFailure.NotAnMddFile, refusal?.Cause);
        Assert.Contains("version", refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoChunk_IsRefused() =>
        Assert.Equal(MddFailure.NoDiagnosticDescription, Attempt.Open("MDD version 0      \0"u8.ToArray())?.Cause);

    [Fact]
    public void Open_ChangedPayload_IsRefusedUnlessHashesAreIgnored()
    {
        var bytes = WiperDatabase.Define().ToBytes();
        bytes.AsSpan(bytes.AsSpan().LastIndexOf("Wiper"u8))[0] = (byte)'V';

        Assert.Equal(MddFailure.HashMismatch, Attempt.Open(bytes)?.Cause);
        Assert.Null(Attempt.Open(bytes, new MddOptions { VerifyHash = false }));
    }

    [Theory]
    [InlineData(MddFailure.TooDeep)]
    [InlineData(MddFailure.TooManyTables)]
    [InlineData(MddFailure.DecompressedTooLarge)]
    [InlineData(MddFailure.TooManyContainerElements)]
    public void Open_BeyondALimit_IsRefused(MddFailure cause)
    {
        var options = cause switch
        {
            MddFailure.TooDeep => new MddOptions { MaxDepth = 5 },
            MddFailure.TooManyTables => new MddOptions { MaxTables = 10 },
            MddFailure.DecompressedTooLarge => new MddOptions { MaxChunkBytes = 100 },
            _ => new MddOptions { MaxContainerElements = 2 },
        };

        Assert.Equal(cause, Attempt.Open(WiperDatabase.Define().ToBytes(), options)?.Cause);
    }

    [Fact]
    public void ReadChunk_OfFurtherChunks_GivesTheirData()
    {
        var definition = WiperDatabase.Define();
        definition.Chunks.Add(new MddChunkDefinition { Name = "job.jar", Type = Modular.Mdd.Container.MddChunkType.CodeFile, Data = new byte[] { 1, 2, 3 } });

        var file = MddFile.Open(definition.ToBytes());

        var chunk = file.Container.Chunks[1];
        Assert.Equal("job.jar", chunk.Name);
        Assert.Equal([1, 2, 3], file.ReadChunk(chunk).ToArray());
        Assert.Throws<ArgumentException>(() => file.ReadChunk(chunk with { Name = "other" }));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static string? OpenAndForget(string path)
    {
        using var database = MddDatabase.Open(path);
        Assert.Contains(path, OperatingSystem.IsLinux() ? File.ReadAllText("/proc/self/maps") : path, StringComparison.Ordinal);
        return database.Root.EcuName;
    }
}
