using Modular.Mdd.Caching;
using Modular.Mdd.Compression;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Caching;

public sealed class MddPayloadCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string CacheFolder => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_TwiceWithACache_DecompressesOnce()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var path = Save("wiper.mdd");

        using var first = Open(path, cache);
        // Only a compressed chunk that is not read any more can be damaged without anybody noticing.
        var stored = Assert.Single(Stored());
        var written = File.GetLastWriteTimeUtc(stored);
        using var second = Open(path, cache);

        Assert.True(first.IsMapped);
        Assert.True(second.IsMapped);
        Assert.Null(cache.LastFault);
        Assert.Equal([stored], Stored());
        Assert.True(File.GetLastWriteTimeUtc(stored) >= written);
        Assert.Equal(first.Statistics.TablesByType, second.Statistics.TablesByType);
        Assert.Equal(first.Statistics with { TablesByType = [] }, second.Statistics with { TablesByType = [] });
        Assert.Equal(TextDump.Of(first.Root.Table), TextDump.Of(second.Root.Table));
        Assert.Equal(TextDump.Of(WiperDatabase.Define().ToDatabase().Root.Table), TextDump.Of(second.Root.Table));
    }

    [Fact]
    public void Open_StoredDescription_NeedsNoCache()
    {
        var path = Save("wiper.mdd", MddCompression.None);

        using var database = Open(path, new MddPayloadCache(CacheFolder));

        Assert.True(database.IsMapped);
        Assert.False(Directory.Exists(CacheFolder));
    }

    [Fact]
    public void Open_WithoutACache_KeepsTheDescriptionOnTheHeap()
    {
        using var database = MddDatabase.Open(Save("wiper.mdd"));

        Assert.False(database.IsMapped);
    }

    [Fact]
    public void Open_FileOfTheCacheDamagedAtAnyPlaceThatCounts_IsWrittenAnew()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var path = Save("wiper.mdd");
        Open(path, cache).Dispose();
        var sound = File.ReadAllBytes(Stored().Single());
        for (var place = 0; place < sound.Length; place += 97)
        {
            var damaged = sound.ToArray();
            damaged[place] ^= 0x10;
            Replace(damaged);

            using var database = Open(path, cache);

            Assert.Equal("Wiper", database.Root.EcuName);
            Assert.Equal(sound, File.ReadAllBytes(Stored().Single()));
        }
    }

    [Fact]
    public void Open_FileOfTheCacheTorn_IsWrittenAnew()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var path = Save("wiper.mdd");
        Open(path, cache).Dispose();
        var sound = File.ReadAllBytes(Stored().Single());
        for (var length = 0; length < sound.Length; length += 61)
        {
            Replace(sound[..length]);

            using var database = Open(path, cache);

            Assert.Equal("Wiper", database.Root.EcuName);
            Assert.Equal(sound, File.ReadAllBytes(Stored().Single()));
        }
    }

    [Fact]
    public void Open_OtherContentOrOtherChecks_HasAnotherKey()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var definition = WiperDatabase.Define();
        definition.Compression = MddCompression.Lzma;
        var bytes = definition.ToBytes();
        definition.Description.Revision = "other";
        var other = definition.ToBytes();

        MddDatabase.Open(bytes, new MddOptions { Cache = cache }).Dispose();
        MddDatabase.Open(bytes, new MddOptions { Cache = cache, VerifyHash = false }).Dispose();
        MddDatabase.Open(other, new MddOptions { Cache = cache }).Dispose();

        Assert.Equal(3, Stored().Count);
    }

    [Fact]
    public void Open_StricterOptionsThanWhenStored_StillRefuses()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var path = Save("wiper.mdd");
        Open(path, cache).Dispose();

        Assert.Equal(
            MddFailure.TooDeep,
            Assert.Throws<MddFormatException>(() => MddDatabase.Open(path, new MddOptions { Cache = cache, MaxDepth = 3 })).Cause);
        Assert.Equal(
            MddFailure.TextTooLong,
            Assert.Throws<MddFormatException>(() => MddDatabase.Open(path, new MddOptions { Cache = cache, MaxTextBytes = 2 })).Cause);
    }

    [Fact]
    public void Open_DamagedCompressedData_IsRefusedThoughItsHashWasStored()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var path = Save("wiper.mdd");
        Open(path, cache).Dispose();
        var bytes = File.ReadAllBytes(path);
        bytes[^20] ^= 1;

        Assert.Throws<MddFormatException>(() => MddDatabase.Open(bytes, new MddOptions { Cache = cache }));
    }

    [Fact]
    public void Open_FolderThatCannotBeUsed_OpensOnTheHeapAndSaysWhy()
    {
        File.WriteAllText(CacheFolder, "a file");
        var cache = new MddPayloadCache(CacheFolder);

        using var database = Open(Save("wiper.mdd"), cache);

        Assert.False(database.IsMapped);
        Assert.Equal("Wiper", database.Root.EcuName);
        Assert.StartsWith(CacheFolder, cache.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_MoreThanTheBound_TakesAwayWhatWasUsedLongestAgo()
    {
        var time = new SteppingTime();
        var paths = Enumerable.Range(0, 4).Select(number => Save($"ecu{number}.mdd", ecuName: $"Ecu{number}")).ToList();
        var size = FileSize(paths[0]);
        var cache = new MddPayloadCache(CacheFolder, (3 * size) + (size / 2), time);
        foreach (var path in paths.Take(3))
        {
            Open(path, cache).Dispose();
        }

        // The first is used again, so the second is the oldest.
        Open(paths[0], cache).Dispose();
        var before = Stored().ToDictionary(path => path, File.GetLastWriteTimeUtc);
        Open(paths[3], cache).Dispose();

        var gone = Assert.Single(before.Keys.Except(Stored()));
        Assert.Equal(before.Values.Min(), before[gone]);
        Assert.Equal(3, Stored().Count);
    }

    [Fact]
    public void Store_DescriptionBeyondTheBound_IsNotKept()
    {
        using var database = Open(Save("wiper.mdd"), new MddPayloadCache(CacheFolder, maxBytes: 100));

        Assert.False(database.IsMapped);
        Assert.Empty(Stored());
    }

    [Fact]
    public void Store_FilesOfProcessesThatDied_AreTakenAwayWhenOld()
    {
        var time = new SteppingTime();
        Directory.CreateDirectory(CacheFolder);
        var (old, young) = (Path.Combine(CacheFolder, "a.payload.x.tmp"), Path.Combine(CacheFolder, "b.payload.x.tmp"));
        File.WriteAllText(old, "");
        File.WriteAllText(young, "");
        File.SetLastWriteTimeUtc(old, time.Now.AddHours(-2));
        File.SetLastWriteTimeUtc(young, time.Now.AddMinutes(-2));

        Open(Save("wiper.mdd"), new MddPayloadCache(CacheFolder, time: time)).Dispose();

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task Open_ManyAtOnce_AllReadTheSame()
    {
        var path = Save("wiper.mdd");
        var texts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            using var database = Open(path, new MddPayloadCache(CacheFolder));
            return TextDump.Of(database.Root.Table);
        })));

        Assert.Single(texts.Distinct());
        Assert.Single(Stored());
        Assert.Empty(Directory.GetFiles(CacheFolder, "*.tmp"));
    }

    [Fact]
    public void Dispose_MappedDatabase_ViewsThrowAndTheFileCanBeOpenedAgain()
    {
        var cache = new MddPayloadCache(CacheFolder);
        var path = Save("wiper.mdd");
        var database = Open(path, cache);
        var root = database.Root;
        database.Dispose();

        Assert.Throws<ObjectDisposedException>(() => root.EcuName);
        using var again = Open(path, cache);
        Assert.Equal("Wiper", again.Root.EcuName);
    }

    private static MddDatabase Open(string path, MddPayloadCache cache) => MddDatabase.Open(path, new MddOptions { Cache = cache });

    private List<string> Stored() => Directory.Exists(CacheFolder) ? [.. Directory.GetFiles(CacheFolder, "*.payload").Order()] : [];

    private long FileSize(string path)
    {
        var folder = _folder.File("probe");
        Open(path, new MddPayloadCache(folder)).Dispose();
        return new FileInfo(Directory.GetFiles(folder).Single()).Length;
    }

    private void Replace(byte[] bytes)
    {
        // Beside and moved, since the old one may still be mapped.
        var path = Stored().Single();
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string Save(string name, MddCompression compression = MddCompression.Lzma, string ecuName = "Wiper")
    {
        var definition = WiperDatabase.Define();
        definition.Description.EcuName = ecuName;
        definition.Compression = compression;
        definition.Save(_folder.File(name));
        return _folder.File(name);
    }

    private sealed class SteppingTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public DateTime Now => _now.UtcDateTime;

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(2);
    }
}
