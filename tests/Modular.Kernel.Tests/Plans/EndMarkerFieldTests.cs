using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Plans;

public sealed class EndMarkerFieldTests
{
    private static readonly DopDefinition Byte = Define.Dop(Define.UInt(8));

    [Theory]
    [InlineData("", "F[]")]
    [InlineData("0102", "F[{A=1u B=2u}]")]
    [InlineData("01020304", "F[{A=1u B=2u} {A=3u B=4u}]")]
    [InlineData("0102FF", "F[{A=1u B=2u}]")]
    [InlineData("01FFFF", "F[{A=1u B=255u}]")]
    public void Decode_UpToTheMarkerOrTheEnd_GivesItems(string message, string expected)
    {
        using var codec = new Codec(Define.Value("F", Field("255"), 1));
        Assert.Equal(expected, codec.Decode(message));
    }

    [Fact]
    public void Encode_AtTheEndOfTheMessage_WritesNoMarker()
    {
        using var codec = new Codec(Define.Value("F", Field("255"), 1));
        Assert.Equal("0102", codec.Encode(new() { { "F", new object[] { Item(1, 2) } } }));
        Assert.Equal("", codec.Encode(new() { { "F", Array.Empty<object>() } }));
    }

    [Fact]
    public void Encode_BeforeAnotherParameter_LeavesTheMarkerToIt()
    {
        using var codec = new Codec(Define.Value("F", Field("255"), 1), Define.Value("Marker", Byte), Define.Value("Tail", Byte));
        var parameters = new Parameters { { "F", new object[] { Item(1, 2) } }, { "Marker", 255 }, { "Tail", 3 } };
        Assert.Equal("0102FF03", codec.Encode(parameters));
        Assert.Equal("F[{A=1u B=2u} {A=3u B=4u}] Marker=255u Tail=9u", codec.Decode("01020304FF09"));
    }

    [Fact]
    public void Decode_IncompleteLastItem_IsTooShort()
    {
        using var codec = new Codec(Define.Value("F", Field("255"), 1));
        var error = Assert.Throws<DiagnosticException>(() => codec.Decode("010203"));
        Assert.Equal((DiagnosticFailure.ResponseTooShort, "/F/1/B"), (error.Failure, error.ParameterPath));
    }

    [Fact]
    public void Marker_ThatIsNoValueOfItsType_IsAFaultOfTheDatabase()
    {
        using var codec = new Codec(Define.Value("F", Field("end"), 1));
        Assert.Equal(DiagnosticFailure.DatabaseInvalid, Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "F", Array.Empty<object>() } })).Failure);
    }

    private static Parameters Item(int a, int b) => new() { { "A", a }, { "B", b } };

    private static DopDefinition Field(string termination) => Define.Of(new DynamicEndMarkerFieldDefinition
    {
        Field = Define.Items(Define.Structure(Define.Value("A", Byte, 0), Define.Value("B", Byte, 1))),
        EndDop = Byte,
        TerminationValue = termination,
    });
}
