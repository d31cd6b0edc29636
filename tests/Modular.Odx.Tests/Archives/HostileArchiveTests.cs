using Modular.Odx.Conversion;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.Archives;

/// <summary>Archives that are damaged, or made to cost more than they should.</summary>
public class HostileArchiveTests
{
    private static readonly string Document = OdxText.BaseVariant();

    [Fact]
    public void Convert_ArchiveTruncatedAtEveryByte_IsRefusedWithAReason()
    {
        var zip = MemoryPdx.Zip(("a.odx-d", Document));
        for (var length = 0; length < zip.Length; length++)
        {
            var exception = Assert.Throws<OdxFormatException>(() =>
            {
                using var archive = MemoryPdx.Open(zip[..length]);
                OdxConverter.Convert(archive);
            });
            Assert.StartsWith(MemoryPdx.Name, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_MoreEntriesThanAllowed_NamesTheLimit()
    {
        var zip = MemoryPdx.Zip([.. Enumerable.Range(0, 5).Select(static number => ($"{number}.txt", "x"))]);

        var exception = Assert.Throws<OdxFormatException>(() => MemoryPdx.Open(zip, OdxLimits.Default with { MaxEntries = 4 }));

        Assert.Contains("5 entries, more than the 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TwoEntriesOfOneName_IsRefused()
    {
        var zip = MemoryPdx.Zip(("a.odx-d", Document), ("a.odx-d", Document));

        Assert.Contains("two files named a.odx-d", Assert.Throws<OdxFormatException>(() => MemoryPdx.Open(zip)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_EntryThatUnpacksOutOfProportion_StopsEarly()
    {
        var bomb = MemoryPdx.ZipBytes(("a.odx-d", new byte[8 << 20]));

        using var archive = MemoryPdx.Open(bomb, OdxLimits.Default with { MaxRatio = 100 });
        using var stream = archive.OpenEntry(archive.Entries[0]);

        var exception = Assert.Throws<OdxFormatException>(() => stream.CopyTo(Stream.Null));
        Assert.Contains("more than 100 times its packed size", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_EntriesLargerTogetherThanAllowed_NamesTheLimit()
    {
        using var archive = MemoryPdx.Open(MemoryPdx.Zip(("a.odx-d", Document)), OdxLimits.Default with { MaxTotalBytes = 100 });

        Assert.Contains("100 bytes allowed", Assert.Throws<OdxFormatException>(() => OdxConverter.Convert(archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EntryLargerThanAllowed_NamesTheEntry()
    {
        var exception = Assert.Throws<OdxFormatException>(() => MemoryPdx.Open(MemoryPdx.Zip(("a.odx-d", Document)), OdxLimits.Default with { MaxEntryBytes = 100 }));

        Assert.StartsWith("test.pdx/a.odx-d", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../outside.odx-d")]
    [InlineData("/etc/absolute.odx-d")]
    [InlineData("C:\\absolute.odx-d")]
    public void Convert_EntryNamedLikeAPath_IsReadAsAnyOther(string name)
    {
        var conversion = MemoryPdx.Convert([(name, Document)]);

        Assert.Equal("Wiper", Assert.Single(conversion.Databases).Description.EcuName);
    }

    [Fact]
    public void Convert_ArchiveWithoutOdx_SaysSo()
    {
        var exception = Assert.Throws<OdxFormatException>(() => MemoryPdx.Convert([("index.xml", "<CATALOG/>")]));

        Assert.Contains("no ODX document", exception.Message, StringComparison.Ordinal);
    }
}
