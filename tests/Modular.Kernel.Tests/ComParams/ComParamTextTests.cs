using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Tests.ComParams;

public sealed class ComParamTextTests
{
    [Fact]
    public void Resolve_TakesTheExactProtocolThenAnyThenDefaults()
    {
        var micro = Time("us", 1e-6);
        var subset = new ComParamSubSetDefinition { ComParams = { Param("CP_P6Max", micro, "5000"), Param("CP_P2Max", micro, "50") } };
        var wanted = Protocol("UDS", subset);
        var other = Protocol("KWP", new ComParamSubSetDefinition());
        using var database = Open(
            [wanted, other],
            Reference("CP_P6Max", micro, "1", null),
            Reference("CP_P6Max", micro, "2", other),
            Reference("CP_P6Max", micro, "3", wanted),
            Reference("CP_Only", null, "9", other));
        Assert.Equal(["UDS", "KWP"], database.Protocols);
        var values = database.ResolveComParams("uds").Values;
        Assert.Equal("3", values["CP_P6Max"]);
        Assert.Equal("50", values["CP_P2Max"]);
        Assert.DoesNotContain("CP_Only", values.Keys);
        Assert.Equal("9", database.ResolveComParams().Values["CP_Only"]);
    }

    [Theory]
    [InlineData(1.0, "0.05", "50000")]
    [InlineData(1e-3, "50", "50000")]
    [InlineData(1e-6, "50", "50")]
    [InlineData(null, "50", "50")]
    public void Resolve_Durations_AreWholeMicroseconds(double? factor, string text, string expected)
    {
        using var database = Open([], Reference("CP_P2Max", Time("s", factor), text, null));
        Assert.Equal(expected, database.ResolveComParams().Values["CP_P2Max"]);
    }

    [Theory]
    [InlineData("enabled", "true")]
    [InlineData("Disabled", "false")]
    public void Resolve_TextsOfTwoOpposites_AreSwitches(string text, string expected)
    {
        var compu = Define.Compu(CompuCategory.TextTable, Define.Text("Disabled", "0"), Define.Text("Enabled", "1"));
        var dop = Define.Dop(Define.UInt(8), PhysicalTypeDataType.AUnicode2String, compu);
        using var database = Open([], Reference("CP_TesterPresentHandling", dop, text, null));
        Assert.Equal(expected, database.ResolveComParams().Values["CP_TesterPresentHandling"]);
    }

    [Fact]
    public void Resolve_EmptyValue_IsNone()
    {
        using var database = Open([], Reference("CP_P2Max", null, "", null));
        Assert.Empty(database.ResolveComParams().Values);
    }

    [Fact]
    public void Resolve_ResponseTable_IsFlattenedByPosition()
    {
        var table = new ComParamDefinition
        {
            ShortName = "CP_UniqueRespIdTable",
            SpecificData = new ComplexComParamDefinition { ComParams = { Param("CP_DoIPLogicalEcuAddress", null, "0"), Param("CP_ECULayerShortName", null, "") } },
        };
        using var database = Open([], new ComParamRefDefinition
        {
            ComParam = table,
            ComplexValue = new ComplexValueDefinition { Entries = { new SimpleValueDefinition { Value = "4096" }, new SimpleValueDefinition { Value = "Ecu" } } },
        });
        Assert.Equal(4096u, database.ResolveComParams().GetNumber("CP_DoIPLogicalEcuAddress"));
        Assert.Equal("Ecu", database.ResolveComParams().Values["CP_ECULayerShortName"]);
    }

    private static DiagnosticDatabase Open(ProtocolDefinition[] protocols, params ComParamRefDefinition[] references)
    {
        var variant = new VariantDefinition
        {
            IsBaseVariant = true,
            DiagLayer = new DiagLayerDefinition { ShortName = "Base", ComParamRefs = [.. references] },
            ParentRefs = [.. protocols.Select(protocol => new ParentRefDefinition { Parent = protocol })],
        };
        return new DiagnosticDatabase(new MddFileDefinition { Description = { EcuName = "Test", Variants = { variant } } }.ToDatabase());
    }

    private static ProtocolDefinition Protocol(string name, ComParamSubSetDefinition subset) => new()
    {
        DiagLayer = new DiagLayerDefinition { ShortName = name },
        ProtStack = new ProtStackDefinition { ShortName = name + "Stack", ComParamSubSets = { subset } },
    };

    private static ComParamRefDefinition Reference(string name, DopDefinition? dop, string value, ProtocolDefinition? protocol) => new()
    {
        ComParam = Param(name, dop, ""),
        SimpleValue = new SimpleValueDefinition { Value = value },
        Protocol = protocol,
    };

    private static ComParamDefinition Param(string name, DopDefinition? dop, string value) =>
        new() { ShortName = name, SpecificData = new RegularComParamDefinition { Dop = dop, PhysicalDefaultValue = value } };

    private static DopDefinition Time(string unit, double? factor)
    {
        var dop = Define.Dop(Define.UInt(32), PhysicalTypeDataType.AFloat64);
        ((NormalDopDefinition)dop.SpecificData!).Unit = new UnitDefinition
        {
            ShortName = unit,
            DisplayName = unit,
            FactorSiToUnit = factor,
            PhysicalDimension = new PhysicalDimensionDefinition { ShortName = "Time", TimeExponent = 1 },
        };
        return dop;
    }
}
