using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Plans;

public sealed class ParameterTests
{
    private static readonly DopDefinition Byte = Define.Dop(Define.UInt(8));

    [Fact]
    public void PhysConst_IsComputedAndCompared()
    {
        var dop = Define.Dop(Define.UInt(8), PhysicalTypeDataType.AInt32, Define.Compu(CompuCategory.Linear, Define.Line(-40, 1)));
        using var codec = new Codec(Define.Param("C", new PhysConstParamDefinition { PhysConstantValue = "-20", Dop = dop }, 1));
        Assert.Equal("14", codec.Encode());
        Assert.Equal("C=-20", codec.Decode("14"));
        Assert.Equal(DiagnosticFailure.ResponseMismatch, Assert.Throws<DiagnosticException>(() => codec.Decode("15")).Failure);
    }

    [Fact]
    public void Constant_GivenWithAnotherValue_IsRefused()
    {
        using var codec = new Codec(Define.Const("C", 5, at: 1));
        Assert.Equal("05", codec.Encode(new() { { "C", 5 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "C", 6 } }));
    }

    [Fact]
    public void Reserved_IsSkippedAndWrittenAsZeros()
    {
        using var codec = new Codec(
            Define.Value("A", Define.Dop(Define.UInt(4)), 1, 4),
            new ParamDefinition { ShortName = "R", BytePosition = 1, SpecificData = new ReservedParamDefinition { BitLength = 4 } },
            Define.Param("Gap", new ReservedParamDefinition { BitLength = 16 }),
            Define.Value("B", Byte));
        Assert.Equal("F0000007", codec.Encode(new() { { "A", 15 }, { "B", 7 } }));
        Assert.Equal("A=15u B=7u", codec.Decode("FAEEEE07"));
    }

    [Fact]
    public void NrcConst_LetsAValueInItsPlaceSayWhichCodeItIs()
    {
        using var codec = new Codec(
            Define.Param("Code", new NrcConstParamDefinition { CodedValues = { "16", "34" }, DiagCodedType = Define.UInt(8) }, 1),
            Define.Value("Reason", Byte, 1));
        Assert.Equal("22", codec.Encode(new() { { "Reason", 0x22 } }));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "Reason", 0x23 } }));
        Assert.Equal("Code=34u Reason=34u", codec.Decode("22"));
        Assert.Throws<DiagnosticException>(() => codec.Decode("23"));
    }

    [Fact]
    public void Position_AbsentWhereZerosAreWritten_FollowsTheOneBefore()
    {
        using var codec = new Codec(Define.Value("A", Define.Dop(Define.UInt(4))), Define.Value("B", Byte));
        Assert.Equal("0207", codec.Encode(new() { { "A", 2 }, { "B", 7 } }));
        Assert.Equal([0, 1, 2], codec.Service.RequestParameters.Select(parameter => parameter.BytePosition!.Value));
    }

    [Fact]
    public void Position_AbsentWhereZerosAreLeftOut_MeansZeroUnlessAConstantLiesThere()
    {
        var structure = Define.Structure(Define.Value("A", Byte), Define.Value("Same", Byte), Define.Value("B", Byte, 1));
        using var codec = new Codec(KernelOptions.Default, null, Define.Value("S", structure));
        Assert.Equal("S{A=5u Same=5u B=6u}", codec.Decode("0506"));
        Assert.Equal(1, codec.Service.RequestParameters[1].BytePosition);
    }

    [Fact]
    public void Position_AbsentBehindVariableLength_FollowsIt()
    {
        using var codec = new Codec(
            KernelOptions.Default,
            null,
            Define.Value("A", Define.Dop(Define.Leading(DataType.AByteField, 8)), 1),
            Define.Value("B", Byte));
        Assert.Equal("A=AABB B=7u", codec.Decode("02AABB07"));
        Assert.Null(codec.Service.RequestParameters[2].BytePosition);
        Assert.Equal("/B", Assert.Throws<DiagnosticException>(() => codec.Decode("02AABB")).ParameterPath);
    }

    [Fact]
    public void Default_ThatIsEmpty_IsNone()
    {
        using var codec = new Codec(Define.Value("T", Define.Dop(Define.Fixed(DataType.AAsciiString, 16)), 1, fallback: ""));
        Assert.Equal(DiagnosticFailure.MissingParameter, Assert.Throws<DiagnosticException>(() => codec.Encode()).Failure);
    }

    [Fact]
    public void UnknownParameter_IsRefusedUnlessIgnored()
    {
        using var codec = new Codec(Define.Value("A", Byte, 1));
        var error = Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "A", 1 }, { "B", 2 } }));
        Assert.Equal(DiagnosticFailure.InvalidParameter, error.Failure);
        Assert.Equal(["A"], error.AllowedValues);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        codec.Service.EncodeRequest(new Parameters { { "A", 1 }, { "B", 2 } }, buffer, new EncodeOptions { IgnoreUnknownParameters = true });
        Assert.Equal("2E01", Convert.ToHexString(buffer.WrittenSpan));
    }

    [Fact]
    public void ParameterWithoutContent_IsAnErrorOfTheFieldAndTheRestDecodes()
    {
        using var codec = new Codec(new ParamDefinition { ShortName = "Broken", BytePosition = 1 }, Define.Value("B", Byte, 2));
        Assert.StartsWith("Broken!", codec.Decode("0102"), StringComparison.Ordinal);
        Assert.EndsWith("B=2u", codec.Decode("0102"), StringComparison.Ordinal);
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "B", 2 } }));
    }

    [Fact]
    public void MappedSemantics_LeaveOutTheRestButStillCheckIt()
    {
        using var codec = new Codec(Define.Value("A", Byte, 1, semantic: "DATA"), Define.Value("B", Byte, 2, semantic: "OTHER"), Define.Value("C", Byte, 3));
        var sink = new TextSink();
        var decoding = codec.Service.DecodeResponse(default, [0x6E, 1, 2, 3], sink, DecodeOptions.Reference);
        Assert.Equal("SID=110u A=1u C=3u", sink.ToString());
        Assert.Equal(3, decoding.ParameterCount);
        Assert.Equal(1, decoding.DataOffset);
        Assert.Throws<DiagnosticException>(() => codec.Service.DecodeResponse(default, [0x6E, 1], new TextSink(), DecodeOptions.Reference));
    }

    [Fact]
    public void Decode_EveryTruncation_IsTooShort()
    {
        using var codec = new Codec(
            Define.Value("A", Define.Dop(Define.UInt(16)), 1), Define.Value("B", Define.Dop(Define.Leading(DataType.AByteField, 8))), Define.Value("C", Byte));
        var whole = Convert.FromHexString("6E123402AABB07");
        for (var length = 0; length < whole.Length; length++)
        {
            var error = Assert.Throws<DiagnosticException>(() => codec.Service.DecodeResponse(default, whole.AsSpan(0, length), new TextSink()));
            Assert.Equal(DiagnosticFailure.ResponseTooShort, error.Failure);
        }

        codec.Service.DecodeResponse(default, whole, new TextSink());
    }

    [Fact]
    public void LengthKey_BehindWhatItMeasures_IsReadFirst()
    {
        var key = Define.Param("Length", new LengthKeyParamDefinition { Dop = Byte }, 1);
        using var codec = new Codec(Define.Value("Data", Define.Dop(Define.Keyed(DataType.AByteField, key)), 2), key);
        Assert.Equal("Data=AABB Length=16u", codec.Decode("10AABB"));
        Assert.Equal("10AABB", codec.Encode(new() { { "Data", "AABB" } }));
    }

    [Fact]
    public void BitMask_OnBytes_HidesBitsAndLeavesThoseOfOthers()
    {
        using var codec = new Codec(
            Define.Value("Low", Define.Dop(Define.UInt(8)), 2), Define.Value("High", Define.Dop(Define.Fixed(DataType.AByteField, 16, mask: [0xFF, 0xF0])), 1));
        Assert.Equal("Low=239u High=ABE0", codec.Decode("ABEF"));
        Assert.Equal("ABC5", codec.Encode(new() { { "Low", 5 }, { "High", "ABCD" } }));
    }

    [Fact]
    public void KeepInvalidValues_GivesTheErrorAndTheValue()
    {
        var dop = Define.Dop(Define.UInt(8), constraint: new InternalConstrDefinition { LowerLimit = Define.Limit("1"), UpperLimit = Define.Limit("9") });
        using var codec = new Codec(Define.Value("A", dop, 1));
        Assert.StartsWith("A!OUT-OF-LIMITS", codec.Decode("0A"), StringComparison.Ordinal);
        Assert.DoesNotContain("A=10u", codec.Decode("0A"), StringComparison.Ordinal);
        Assert.EndsWith("A=10u", codec.Decode("0A", DecodeOptions.Complete), StringComparison.Ordinal);
    }

    [Fact]
    public void Description_TellsKindsLimitsAndLengths()
    {
        using var codec = new Codec(
            Define.Value("A", Define.Dop(Define.Int(12)), 1), Define.Value("T", Define.Dop(Define.MinMax(DataType.AAsciiString, 2, 9, Termination.Zero)), 3));
        var parameters = codec.Service.RequestParameters;
        Assert.Equal(ParameterKind.CodedConst, parameters[0].Kind);
        Assert.Equal("46", parameters[0].ConstantValue);
        Assert.Equal((-2048, 2047), (parameters[1].Type!.Minimum, parameters[1].Type!.Maximum));
        Assert.Equal((2, 9), (parameters[2].Type!.MinLength, parameters[2].Type!.MaxLength));
        Assert.Equal(ValueShape.Text, parameters[2].Type!.Shape);
        Assert.Null(codec.Service.Responses[0].FixedLength);
    }
}
