using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Computing;

public sealed class ComputationTests
{
    [Fact]
    public void Linear_ToFloat_RoundTrips()
    {
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AFloat64, Define.Compu(CompuCategory.Linear, Define.Line(-40, 1, 2)));
        Assert.Equal("V=-15d", codec.Decode("0A"));
        Assert.Equal("0A", codec.Encode(new() { { "V", -15 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 200 } }));
    }

    [Theory]
    [InlineData(false, "05", 2)]
    [InlineData(false, "07", 4)]
    [InlineData(true, "05", 2)]
    [InlineData(true, "07", 3)]
    public void Linear_ToWholeNumber_RoundsHalfToEvenOrTruncates(bool truncates, string hex, int expected)
    {
        var dop = Define.Dop(Define.UInt(8), PhysicalTypeDataType.AInt32, Define.Compu(CompuCategory.Linear, Define.Line(0, 1, 2)));
        using var codec = new Codec(new KernelOptions { TruncateWholeNumbers = truncates }, 0, Define.Value("V", dop, 1));
        Assert.Equal($"V={expected}", codec.Decode(hex));
    }

    [Fact]
    public void Linear_NegativeForAnUnsignedType_IsAnErrorOfTheField()
    {
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AUInt32, Define.Compu(CompuCategory.Linear, Define.Line(-40, 1)));
        Assert.Equal("V!The value has no meaning in the database(0)", codec.Decode("00"));
    }

    [Fact]
    public void Linear_LevelLine_EncodesItsInverseValue()
    {
        var scale = Define.Line(7, 0);
        scale.InverseValues = new CompuValuesDefinition { V = 3 };
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AInt32, Define.Compu(CompuCategory.Linear, scale));
        Assert.Equal("03", codec.Encode(new() { { "V", 7 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 8 } }));
    }

    [Fact]
    public void ScaleLinear_ContinuousWithOneSlope_IsInvertible()
    {
        var compu = Define.Compu(CompuCategory.ScaleLinear, Define.Line(0, 1, 1, "0", "10"), Define.Line(-10, 2, 1, "10", "100"));
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AInt32, compu);
        Assert.Equal("V=30", codec.Decode("14"));
        Assert.Equal("14", codec.Encode(new() { { "V", 30 } }));
        Assert.Equal("05", codec.Encode(new() { { "V", 5 } }));
        Assert.StartsWith("V!", codec.Decode("C8"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11", 0)]
    [InlineData("10", 5)]
    public void ScaleLinear_WithAGapOrAJump_CannotBeEncoded(string low, int offset)
    {
        var compu = Define.Compu(CompuCategory.ScaleLinear, Define.Line(0, 1, 1, "0", "10"), Define.Line(offset, 1, 1, low, "100"));
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AInt32, compu);
        Assert.Equal("V=3", codec.Decode("03"));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 3 } }));
    }

    [Fact]
    public void TextTable_WithoutUpperLimit_HoldsForTheLowerOneOnly()
    {
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AUnicode2String, Define.Compu(CompuCategory.TextTable, Define.Text("one", "1"), Define.Text("some", "2", "9", 4)));
        Assert.Equal("V='one'", codec.Decode("01"));
        Assert.Equal("V='some'", codec.Decode("09"));
        Assert.StartsWith("V!The value has no meaning in the database(10)", codec.Decode("0A"), StringComparison.Ordinal);
        Assert.Equal("04", codec.Encode(new() { { "V", "some" } }));
        var error = Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", "two" } }));
        Assert.Equal(["one", "some"], error.AllowedValues);
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 1 } }));
    }

    [Fact]
    public void TextTable_WithDefaults_UsesThemForTheRest()
    {
        var compu = Define.Compu(CompuCategory.TextTable, Define.Text("one", "1"));
        compu.InternalToPhys!.CompuDefaultValue = new CompuDefaultValueDefinition { Values = new CompuValuesDefinition { Vt = "other" } };
        compu.PhysToInternal = new CompuPhysToInternalDefinition { CompuDefaultValue = new CompuDefaultValueDefinition { Values = new CompuValuesDefinition { V = 9 } } };
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AUnicode2String, compu);
        Assert.Equal("V='other'", codec.Decode("05"));
        Assert.Equal("09", codec.Encode(new() { { "V", "whatever" } }));
    }

    [Fact]
    public void TextTable_FirstMatchingScaleWins()
    {
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AUnicode2String, Define.Compu(CompuCategory.TextTable, Define.Text("a", "0", "5"), Define.Text("b", "5", "9"), Define.Text("a", "9")));
        Assert.Equal("V='a'", codec.Decode("05"));
        Assert.Equal("00", codec.Encode(new() { { "V", "a" } }));
    }

    [Fact]
    public void Interpolation_RunsBetweenPointsOnly()
    {
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AFloat64, Define.Compu(CompuCategory.TabIntp, Define.Point(10, 100), Define.Point(20, 50), Define.Point(40, 0)));
        Assert.Equal("V=75d", codec.Decode("0F"));
        Assert.Equal("V=0d", codec.Decode("28"));
        Assert.StartsWith("V!", codec.Decode("29"), StringComparison.Ordinal);
        Assert.Equal("0F", codec.Encode(new() { { "V", 75 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 101 } }));
    }

    [Fact]
    public void RationalFunction_EncodesByItsOwnInverseOnly()
    {
        var square = new CompuScaleDefinition { RationalCoEffs = new CompuRationalCoEffsDefinition { Numerator = { 0, 0, 1 }, Denominator = { 2 } } };
        var compu = Define.Compu(CompuCategory.RatFunc, square);
        using (var codec = Of(Define.UInt(8), PhysicalTypeDataType.AFloat64, compu))
        {
            Assert.Equal("V=8d", codec.Decode("04"));
            Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 8 } }));
        }

        compu.PhysToInternal = new CompuPhysToInternalDefinition { CompuScales = { Define.Line(0, 1, 2) } };
        using (var codec = Of(Define.UInt(8), PhysicalTypeDataType.AFloat64, compu))
        {
            Assert.Equal("04", codec.Encode(new() { { "V", 8 } }));
        }
    }

    [Fact]
    public void ProgramCode_IsAnErrorOfTheFieldWithItsRawValue()
    {
        using var codec = Of(Define.UInt(8), PhysicalTypeDataType.AUInt32, Define.Compu(CompuCategory.CompuCode));
        Assert.EndsWith("(7)", codec.Decode("07"), StringComparison.Ordinal);
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 7 } }));
    }

    [Theory]
    [InlineData(IntervalType.Closed, "0A", "V=10u")]
    [InlineData(IntervalType.Open, "0A", "V!OUT-OF-LIMITS")]
    [InlineData(IntervalType.Infinite, "FF", "V=255u")]
    public void InternalConstraint_HoldsByItsInterval(IntervalType interval, string hex, string expected)
    {
        var constraint = new InternalConstrDefinition { LowerLimit = Define.Limit("1"), UpperLimit = Define.Limit("10", interval) };
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(8), constraint: constraint), 1));
        Assert.StartsWith(expected, codec.Decode(hex), StringComparison.Ordinal);
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 0 } }));
    }

    [Theory]
    [InlineData(ValidType.NotAvailable, "NOT-AVAILABLE: missing")]
    [InlineData(ValidType.NotDefined, "NOT-DEFINED: missing")]
    [InlineData(ValidType.NotValid, "NOT-VALID: missing")]
    public void ScaleConstraint_GivesItsReason(ValidType validity, string expected)
    {
        var constraint = new InternalConstrDefinition
        {
            ScaleConstr = { new ScaleConstrDefinition { ShortLabel = new TextDefinition { Value = "missing" }, LowerLimit = Define.Limit("255"), UpperLimit = Define.Limit("255"), Validity = validity } },
        };
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(8), constraint: constraint), 1));
        Assert.Equal($"V!{expected}(255)", codec.Decode("FF"));
        Assert.Equal("V=254u", codec.Decode("FE"));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 255 } }));
    }

    [Fact]
    public void PhysicalConstraint_AppliesToTheComputedValue()
    {
        var constraint = new InternalConstrDefinition { UpperLimit = Define.Limit("50") };
        using var codec = new Codec(Define.Value(
            "V", Define.Dop(Define.UInt(8), PhysicalTypeDataType.AInt32, Define.Compu(CompuCategory.Linear, Define.Line(0, 10)), physicalConstraint: constraint), 1));
        Assert.Equal("V=50", codec.Decode("05"));
        Assert.StartsWith("V!OUT-OF-LIMITS", codec.Decode("06"), StringComparison.Ordinal);
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 60 } }));
        Assert.Equal(50, codec.Service.RequestParameters[1].Type!.Maximum);
    }

    [Theory]
    [InlineData("0x1F", "1F")]
    [InlineData("0b101", "05")]
    [InlineData("0o17", "0F")]
    [InlineData("12", "0C")]
    public void Encode_NumberAsText_HasARadixPrefix(string text, string expected)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(8)), 1));
        Assert.Equal(expected, codec.Encode(new() { { "V", text } }));
    }

    [Theory]
    [InlineData("0x0A 0xFF", "0AFF")]
    [InlineData("a,bc", "0ABC")]
    [InlineData("", "")]
    public void Encode_ByteFieldAsText_IsHexadecimal(string text, string expected)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.MinMax(DataType.AByteField, 0, null, Termination.EndOfPdu)), 1));
        Assert.Equal(expected, codec.Encode(new() { { "V", text } }));
    }

    private static Codec Of(DiagCodedTypeDefinition coded, PhysicalTypeDataType physical, CompuMethodDefinition compu) =>
        new(Define.Value("V", Define.Dop(coded, physical, compu), 1));
}
