using Modular.Kernel.Services;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Plans;

public sealed class StructureTests
{
    private static readonly DopDefinition Byte = Define.Dop(Define.UInt(8));
    private static readonly DopDefinition Point = Define.Structure(Define.Value("X", Byte, 0), Define.Value("Y", Byte, 1));

    [Fact]
    public void Structure_WithByteSize_IsPadded()
    {
        using var codec = new Codec(Define.Value("S", Define.Structure(4, Define.Value("X", Byte, 0)), 1), Define.Value("Tail", Byte));
        Assert.Equal("0100000007", codec.Encode(new() { { "S", new Parameters { { "X", 1 } } }, { "Tail", 7 } }));
        Assert.Equal("S{X=1u} Tail=7u", codec.Decode("0100000007"));
        Assert.Equal("X=1u Tail=7u", codec.Decode("0100000007", new DecodeOptions { FlattenStructures = true }));
    }

    [Fact]
    public void Structure_MissingMember_NamesItsPath()
    {
        using var codec = new Codec(Define.Value("S", Point, 1));
        var error = Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "S", new Parameters { { "X", 1 } } } }));
        Assert.Equal(DiagnosticFailure.MissingParameter, error.Failure);
        Assert.Equal("/S/Y", error.ParameterPath);
        error = Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "S", new Parameters { { "X", 1 }, { "Y", 1 }, { "Z", 1 } } } }));
        Assert.Equal(DiagnosticFailure.InvalidParameter, error.Failure);
        Assert.Equal("/S", error.ParameterPath);
    }

    [Fact]
    public void Default_IsUsedWhenNothingIsGiven()
    {
        using var codec = new Codec(Define.Value("V", Byte, 1, fallback: "5"));
        Assert.Equal("05", codec.Encode());
        Assert.Equal("06", codec.Encode(new() { { "V", 6 } }));
        Assert.False(codec.Service.RequestParameters[1].IsRequired);
    }

    [Fact]
    public void EndOfPduField_TakesItemsToTheEndAndChecksTheirNumberOnEncoding()
    {
        var field = Define.Of(new EndOfPduFieldDefinition { MinNumberOfItems = 1, MaxNumberOfItems = 2, Field = Define.Items(Point) });
        using var codec = new Codec(Define.Value("F", field, 1));
        Assert.Equal("F[{X=1u Y=2u} {X=3u Y=4u} {X=5u Y=6u}]", codec.Decode("010203040506"));
        Assert.Equal("F[]", codec.Decode(""));
        var error = Assert.Throws<DiagnosticException>(() => codec.Decode("010203"));
        Assert.Equal(DiagnosticFailure.ResponseTooShort, error.Failure);
        Assert.Equal("/F/1/Y", error.ParameterPath);
        Assert.Equal("Payload too short, expected at least 5 bytes, got 4 bytes", error.Message);
        Assert.Equal("0102", codec.Encode(new() { { "F", new object[] { Item(1, 2) } } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "F", Array.Empty<object>() } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "F", new object[] { Item(1, 2), Item(1, 2), Item(1, 2) } } }));
    }

    [Fact]
    public void StaticField_PadsEachItem()
    {
        var field = Define.Of(new StaticFieldDefinition { FixedNumberOfItems = 2, ItemByteSize = 3, Field = Define.Items(Point) });
        using var codec = new Codec(Define.Value("F", field, 1), Define.Value("Tail", Byte));
        Assert.Equal("01020003040007", codec.Encode(new() { { "F", new object[] { Item(1, 2), Item(3, 4) } }, { "Tail", 7 } }));
        Assert.Equal("F[{X=1u Y=2u} {X=3u Y=4u}] Tail=7u", codec.Decode("0102FF0304FF07"));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "F", new object[] { Item(1, 2) } }, { "Tail", 7 } }));
    }

    [Fact]
    public void DynamicLengthField_CountsItsItems()
    {
        var field = Define.Of(new DynamicLengthFieldDefinition
        {
            ItemsOffset = 2,
            Field = Define.Items(Point),
            DetermineNumberOfItems = new DetermineNumberOfItemsDefinition { BytePosition = 1, Dop = Byte },
        });
        using var codec = new Codec(Define.Value("F", field, 1), Define.Value("Tail", Byte));
        Assert.Equal("000101020" + "7", codec.Encode(new() { { "F", new object[] { Item(1, 2) } }, { "Tail", 7 } }));
        Assert.Equal("F[{X=1u Y=2u} {X=3u Y=4u}] Tail=7u", codec.Decode("EE020102030407"));
        Assert.Equal(DiagnosticFailure.ResponseTooShort, Assert.Throws<DiagnosticException>(() => codec.Decode("0005010203")).Failure);
    }

    [Fact]
    public void Mux_ChoosesItsCaseByKey()
    {
        var mux = Define.Of(new MuxDopDefinition
        {
            BytePosition = 1,
            SwitchKey = new SwitchKeyDefinition { Dop = Byte },
            Cases =
            {
                new CaseDefinition { ShortName = "One", LowerLimit = Define.Limit("1"), UpperLimit = Define.Limit("1"), Structure = Point },
                new CaseDefinition { ShortName = "Few", LowerLimit = Define.Limit("2"), UpperLimit = Define.Limit("9") },
            },
            DefaultCase = new DefaultCaseDefinition { ShortName = "Other", Structure = Define.Structure(Define.Value("Z", Byte, 0)) },
        });
        using var codec = new Codec(Define.Value("M", mux, 1), Define.Value("Tail", Byte));
        Assert.Equal("M{Selector=1u One{X=2u Y=3u}} Tail=7u", codec.Decode("01020307"));
        Assert.Equal("M{Selector=5u Few{}} Tail=7u", codec.Decode("0507"));
        Assert.Equal("M{Selector=99u Other{Z=8u}} Tail=7u", codec.Decode("630807"));
        Assert.Equal("01020307", codec.Encode(new() { { "M", new Parameters { { "One", Item(2, 3) } } }, { "Tail", 7 } }));
        Assert.Equal("01020307", codec.Encode(new() { { "M", new object[] { "One", Item(2, 3) } }, { "Tail", 7 } }));
        Assert.Equal("0507", codec.Encode(new() { { "M", new Parameters { { "Selector", 5 } } }, { "Tail", 7 } }));
        Assert.Equal("630807", codec.Encode(new() { { "M", new Parameters { { "Selector", 99 }, { "Other", new Parameters { { "Z", 8 } } } } }, { "Tail", 7 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "M", new Parameters { { "Other", new Parameters { { "Z", 8 } } } } }, { "Tail", 7 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "M", new Parameters { { "Selector", 5 }, { "One", Item(2, 3) } } }, { "Tail", 7 } }));
        Assert.Equal(["One", "Few", "Other"], codec.Service.RequestParameters[1].Type!.Cases.Select(option => option.Name));
    }

    [Fact]
    public void Dtc_CarriesWhatTheDatabaseSays()
    {
        var dop = Define.Of(new DtcDopDefinition
        {
            DiagCodedType = Define.UInt(24),
            Dtcs = { new DtcDefinition { ShortName = "Line", TroubleCode = 0x123456, DisplayTroubleCode = "P1234", Text = new TextDefinition { Value = "Line broken" }, Level = 2 } },
        });
        using var codec = new Codec(Define.Value("D", dop, 1));
        Assert.Equal("D{code=1193046u short_name='Line' display_code='P1234' fault_name='Line broken' severity=2u}", codec.Decode("123456"));
        Assert.Equal("D{code=1u}", codec.Decode("000001"));
        Assert.Equal("123456", codec.Encode(new() { { "D", "Line" } }));
        Assert.Equal("123456", codec.Encode(new() { { "D", "P1234" } }));
        Assert.Equal("FFFFFF", codec.Encode(new() { { "D", 0xFFFFFF } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "D", "Unknown" } }));
    }

    [Fact]
    public void EnvironmentData_IsThatOfAllCodesThenThatOfTheCode()
    {
        var dtc = Define.Of(new DtcDopDefinition { DiagCodedType = Define.UInt(8) });
        var data = Define.Of(new EnvDataDescDefinition
        {
            ParamShortName = "Dtc",
            EnvDatas =
            {
                Define.Of(new EnvDataDefinition { DtcValues = { 5 }, Params = { Define.Value("Extra", Byte, 0) } }),
                Define.Of(new EnvDataDefinition { Params = { Define.Value("Base", Byte, 0) } }),
            },
        });
        using var codec = new Codec(Define.Value("Dtc", dtc, 1), Define.Value("Env", data, 2));
        Assert.Equal("Dtc{code=5u} Env{Base=1u Extra=2u}", codec.Decode("050102"));
        Assert.Equal("Dtc{code=6u} Env{Base=1u}", codec.Decode("0601"));
        Assert.Equal("050102", codec.Encode(new() { { "Dtc", 5 }, { "Env", new Parameters { { "Base", 1 }, { "Extra", 2 } } } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "Dtc", 6 }, { "Env", new Parameters { { "Base", 1 }, { "Extra", 2 } } } }));
    }

    [Fact]
    public void Table_KeyFollowsFromTheRowGiven()
    {
        var table = new TableDopDefinition
        {
            ShortName = "Rows",
            KeyDop = Byte,
            Rows =
            {
                new TableRowDefinition { ShortName = "Empty", Key = "0" },
                new TableRowDefinition { ShortName = "Place", Key = "1", Structure = Point },
                new TableRowDefinition { ShortName = "Single", Key = "2", Dop = Byte },
            },
        };
        var key = Define.Param("Key", new TableKeyParamDefinition { Reference = table }, 1);
        using var codec = new Codec(key, Define.Param("Data", new TableStructParamDefinition { TableKey = key }, 2));
        Assert.Equal("Key='Empty' Data{}", codec.Decode("00"));
        Assert.Equal("Key='Place' Data{Place{X=2u Y=3u}}", codec.Decode("010203"));
        Assert.Equal("Key='Single' Data{Single=9u}", codec.Decode("0209"));
        Assert.Equal("/Key", Assert.Throws<DiagnosticException>(() => codec.Decode("03")).ParameterPath);
        Assert.Equal("010203", codec.Encode(new() { { "Data", new Parameters { { "Place", Item(2, 3) } } } }));
        Assert.Equal("00", codec.Encode(new() { { "Key", "Empty" }, { "Data", new Parameters() } }));
        Assert.Equal("0209", codec.Encode(new() { { "Data", new object[] { "Single", 9 } } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "Key", "Empty" }, { "Data", new Parameters { { "Place", Item(2, 3) } } } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "Key", "Nowhere" }, { "Data", new Parameters() } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode());
    }

    private static Parameters Item(int x, int y) => new() { { "X", x }, { "Y", y } };
}
