using Modular.Kernel.Tests.Support;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Coding;

public sealed class CodedTypeTests
{
    [Theory]
    [InlineData(16u, true, "1234", 0x1234)]
    [InlineData(16u, false, "1234", 0x3412)]
    [InlineData(24u, false, "010203", 0x030201)]
    [InlineData(12u, false, "BC0A", 0xABC)]
    [InlineData(32u, true, "FFFFFFFF", 0xFFFFFFFFL)]
    public void UInt_OfWidthAndOrder_RoundTrips(uint bits, bool highLow, string hex, long value)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(bits, highLow)), 1));
        Assert.Equal($"V={value}u", codec.Decode(hex));
        Assert.Equal(hex, codec.Encode(new() { { "V", value } }));
    }

    [Theory]
    [InlineData("2C", "80", -128)]
    [InlineData("1C", "FE", -1)]
    [InlineData("SM", "81", -1)]
    [InlineData(null, "FE", -2)]
    public void Int_OfEncoding_RoundTrips(string? encoding, string hex, int value)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Int(8, encoding: encoding)), 1));
        Assert.Equal($"V={value}", codec.Decode(hex));
        Assert.Equal(hex, codec.Encode(new() { { "V", value } }));
    }

    [Theory]
    [InlineData("2C", -129)]
    [InlineData("2C", 128)]
    [InlineData("1C", -128)]
    [InlineData("SM", -128)]
    public void Encode_IntOutOfRange_IsRefused(string encoding, int value)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Int(8, encoding: encoding)), 1));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", value } }));
    }

    [Theory]
    [InlineData("BCD-P", 16u, "1234", 1234)]
    [InlineData("BCD-UP", 16u, "0307", 37)]
    public void Bcd_OfEncoding_RoundTrips(string encoding, uint bits, string hex, int value)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(bits, encoding: encoding)), 1));
        Assert.Equal($"V={value}u", codec.Decode(hex));
        Assert.Equal(hex, codec.Encode(new() { { "V", value } }));
    }

    [Fact]
    public void Decode_BcdDigitAboveNine_IsAnErrorOfTheField()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(8, encoding: "BCD-P")), 1), Define.Value("W", Define.Dop(Define.UInt(8))));
        Assert.Equal("V!0x1A is no decimal number(26) W=5u", codec.Decode("1A05"));
    }

    [Fact]
    public void Floats_OfBothOrders_RoundTrip()
    {
        using var codec = new Codec(
            Define.Value("A", Define.Dop(Define.Fixed(DataType.AFloat32, 32)), 1),
            Define.Value("B", Define.Dop(Define.Fixed(DataType.AFloat64, 64, highLow: false)), 5));
        Assert.Equal("A=1.5f B=-2d", codec.Decode("3FC00000" + "00000000000000C0"));
        Assert.Equal("3FC00000" + "00000000000000C0", codec.Encode(new() { { "A", 1.5 }, { "B", -2 } }));
    }

    [Fact]
    public void Mask_OfLowHighValue_KeepsTheOtherBits()
    {
        using var codec = new Codec(
            Define.Value("All", Define.Dop(Define.UInt(16)), 1),
            Define.Value("V", Define.Dop(Define.UInt(16, highLow: false, mask: [0x0F, 0xF0])), 1));
        Assert.Equal("BFFA", codec.Encode(new() { { "All", 0xFFFF }, { "V", 0x0AB0 } }));
        Assert.EndsWith("V=2736u", codec.Decode("B00A"), StringComparison.Ordinal);
    }

    [Fact]
    public void CondensedMask_GathersAndScattersTheBits()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(8, mask: [0x55], condensed: true)), 1));
        Assert.Equal("50", codec.Encode(new() { { "V", 0b1100 } }));
        Assert.Equal("V=12u", codec.Decode("FA"));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 16 } }));
    }

    [Theory]
    [InlineData(Termination.Zero, "414200" + "07", "V='AB' Tail=7u")]
    [InlineData(Termination.HexFf, "4142FF" + "07", "V='AB' Tail=7u")]
    [InlineData(Termination.Zero, "41424344" + "07", "V='ABCD' Tail=7u")]
    [InlineData(Termination.Zero, "4100" + "07", "V='A' Tail=7u")]
    public void Decode_TerminatedText_ConsumesTheTerminator(Termination termination, string hex, string expected)
    {
        using var codec = new Codec(
            Define.Value("V", Define.Dop(Define.MinMax(DataType.AAsciiString, 1, 4, termination)), 1),
            Define.Value("Tail", Define.Dop(Define.UInt(8))));
        Assert.Equal(expected, codec.Decode(hex));
    }

    [Fact]
    public void Decode_ZeroBeforeTheMinimum_IsNoTerminator()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.MinMax(DataType.AByteField, 2, null, Termination.Zero)), 1));
        Assert.Equal("V=0000", codec.Decode("000000"));
        Assert.Equal(DiagnosticFailure.ResponseTooShort, Assert.Throws<DiagnosticException>(() => codec.Decode("00")).Failure);
    }

    [Fact]
    public void Unicode_TerminatorIsTwoAlignedBytes()
    {
        using var codec = new Codec(
            Define.Value("V", Define.Dop(Define.MinMax(DataType.AUnicode2String, 0, null, Termination.Zero)), 1),
            Define.Value("Tail", Define.Dop(Define.UInt(8))));
        Assert.Equal("V='Aā' Tail=7u", codec.Decode("004101010000" + "07"));
        Assert.Equal("004101010000" + "07", codec.Encode(new() { { "V", "Aā" }, { "Tail", 7 } }));
    }

    [Fact]
    public void Unicode_LowHighOrder_IsUtf16LittleEndian()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.MinMax(DataType.AUnicode2String, 0, null, Termination.EndOfPdu, highLow: false)), 1));
        Assert.Equal("V='é'", codec.Decode("E900"));
        Assert.Equal("E900", codec.Encode(new() { { "V", "é" } }));
    }

    [Theory]
    [InlineData(null, "E9", "é")]
    [InlineData("ISO-8859-2", "B1", "ą")]
    [InlineData("WINDOWS-1252", "80", "€")]
    public void Ascii_OfEncoding_RoundTrips(string? encoding, string hex, string text)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Fixed(DataType.AAsciiString, 8, encoding: encoding)), 1));
        Assert.Equal($"V='{text}'", codec.Decode(hex));
        Assert.Equal(hex, codec.Encode(new() { { "V", text } }));
    }

    [Fact]
    public void Encode_CharacterTheEncodingLacks_IsRefused()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Fixed(DataType.AAsciiString, 8)), 1));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", "€" } }));
    }

    [Fact]
    public void Decode_BytesThatAreNoUtf8_AreAnErrorOfTheField()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Fixed(DataType.AUtf8String, 8)), 1), Define.Value("W", Define.Dop(Define.UInt(8))));
        Assert.StartsWith("V!The bytes are no text in Utf8", codec.Decode("FF05"), StringComparison.Ordinal);
        Assert.EndsWith("W=5u", codec.Decode("FF05"), StringComparison.Ordinal);
    }

    [Fact]
    public void LeadingLength_AtABitPosition_LeavesTheOtherBits()
    {
        using var codec = new Codec(
            Define.Value("Flags", Define.Dop(Define.UInt(4)), 1),
            Define.Value("V", Define.Dop(Define.Leading(DataType.AByteField, 4)), 1, 4));
        Assert.Equal("2AAABB", codec.Encode(new() { { "Flags", 10 }, { "V", new byte[] { 0xAA, 0xBB } } }));
        Assert.Equal("Flags=10u V=AABB", codec.Decode("2AAABB"));
    }

    [Fact]
    public void LengthKey_NotGiven_IsDerivedFromTheData()
    {
        var key = Define.Param("Key", new Mdd.Authoring.LengthKeyParamDefinition { Dop = Define.Dop(Define.UInt(8)) }, 1);
        using var codec = new Codec(key, Define.Value("V", Define.Dop(Define.Keyed(DataType.AByteField, key))), Define.Value("Tail", Define.Dop(Define.UInt(8))));
        Assert.Equal("10AABB07", codec.Encode(new() { { "V", new byte[] { 0xAA, 0xBB } }, { "Tail", 7 } }));
        Assert.Equal("10AABB07", codec.Encode(new() { { "Key", 16 }, { "V", new byte[] { 0xAA, 0xBB } }, { "Tail", 7 } }));
        Assert.Equal("Key=16u V=AABB Tail=7u", codec.Decode("10AABB07"));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "Key", 24 }, { "V", new byte[] { 0xAA, 0xBB } }, { "Tail", 7 } }));
        Assert.Throws<DiagnosticException>(() => codec.Decode("0CAABB07"));
    }

    [Fact]
    public void LengthKey_OfANumber_TakesTheFewestWholeBytes()
    {
        var key = Define.Param("Key", new Mdd.Authoring.LengthKeyParamDefinition { Dop = Define.Dop(Define.UInt(8)) }, 1);
        using var codec = new Codec(key, Define.Value("V", Define.Dop(Define.Keyed(DataType.AUInt32, key))));
        Assert.Equal("10012C", codec.Encode(new() { { "V", 300 } }));
        Assert.Equal("Key=12u V=300u", codec.Decode("0C012C"));
    }
}
