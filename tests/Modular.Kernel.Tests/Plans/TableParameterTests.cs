using Modular.Kernel.Services;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Plans;

public sealed class TableParameterTests
{
    private static readonly DopDefinition Byte = Define.Dop(Define.UInt(8));

    [Fact]
    public void TableEntry_Key_IsAConstantCodedAsTheTableSays()
    {
        using var codec = new Codec(
            Define.Param("Key", new TableEntryParamDefinition { Target = TableEntryRowFragment.Key, TableRow = Row() }, 1),
            Define.Param("Data", new TableEntryParamDefinition { Target = TableEntryRowFragment.Struct, TableRow = Row() }, 2));
        Assert.Equal("0A05", codec.Encode(new() { { "Data", new Parameters { { "X", 5 } } } }));
        Assert.Equal("Key=10u Data{X=7u}", codec.Decode("0A07"));
        Assert.Throws<DiagnosticException>(() => codec.Decode("0B07"));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "Key", 11 }, { "Data", new Parameters { { "X", 5 } } } }));
    }

    [Fact]
    public void TableEntry_WhereTheDatabaseDoesNotSayHowTheKeyIsCoded_IsNotSupported()
    {
        var row = Row();
        row.KeyDop = null;
        using var codec = new Codec(Define.Param("Key", new TableEntryParamDefinition { Target = TableEntryRowFragment.Key, TableRow = row }, 1));
        var error = Assert.Throws<DiagnosticException>(() => codec.Encode());
        Assert.Equal(DiagnosticFailure.NotSupported, error.Failure);
    }

    [Fact]
    public void TableKey_OfOneRow_NeedNotBeGiven()
    {
        var key = Define.Param("Key", new TableKeyParamDefinition { Reference = Row() }, 1);
        using var codec = new Codec(key, Define.Param("Data", new TableStructParamDefinition { TableKey = key }, 2));
        Assert.Equal("0A05", codec.Encode(new() { { "Data", new Parameters { { "Alpha", new Parameters { { "X", 5 } } } } } }));
        Assert.Equal("Key='Alpha' Data{Alpha{X=7u}}", codec.Decode("0A07"));
        Assert.Throws<DiagnosticException>(() => codec.Decode("0B07"));
    }

    [Fact]
    public void TableStruct_AsPair_NamesTheRowAndItsContent()
    {
        var empty = new TableRowDefinition { ShortName = "Empty", Key = "11", KeyDop = Byte };
        var key = Define.Param(
            "Key", new TableKeyParamDefinition { Reference = new TableDopDefinition { ShortName = "Table", KeyDop = Byte, Rows = { Row(), empty } } }, 1);
        using var codec = new Codec(key, Define.Param("Data", new TableStructParamDefinition { TableKey = key }, 2));
        Assert.Equal("Key='Alpha' Data['Alpha' {X=7u}]", codec.Decode("0A07", DecodeOptions.Complete).Replace("[=", "[", StringComparison.Ordinal));
        Assert.Equal("Key='Empty' Data['Empty' {}]", codec.Decode("0B", DecodeOptions.Complete).Replace("[=", "[", StringComparison.Ordinal));
    }

    private static TableRowDefinition Row() => new()
    {
        ShortName = "Alpha",
        Key = "10",
        KeyDop = Byte,
        Structure = Define.Structure(Define.Value("X", Byte, 0)),
    };
}
