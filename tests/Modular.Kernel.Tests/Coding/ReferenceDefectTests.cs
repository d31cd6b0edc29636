using Modular.Kernel.Tests.Support;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Coding;

/// <summary>What is known to go wrong elsewhere, one test per row of the list.</summary>
public sealed class ReferenceDefectTests
{
    [Fact]
    public void Encode_TwelveBits_LieAtTheLowEndOfTwoBytes()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(12)), 1));
        Assert.Equal("0ABC", codec.Encode(new() { { "V", 0xABC } }));
    }

    [Fact]
    public void Decode_EightBitsAtBitFour_SpanTwoBytes()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(8)), 1, 4));
        Assert.Equal($"V={0xBC}u", codec.Decode("ABCD"));
    }

    [Fact]
    public void Decode_MaskAtBitFour_AppliesOnceToTheValue()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(4, mask: [0x05])), 1, 4));
        Assert.Equal("V=5u", codec.Decode("F0"));
    }

    [Fact]
    public void Encode_ZeroOverOnes_ClearsThem()
    {
        using var codec = new Codec(Define.Value("All", Define.Dop(Define.UInt(8)), 1), Define.Value("Low", Define.Dop(Define.UInt(4)), 1));
        Assert.Equal("F0", codec.Encode(new() { { "All", 0xFF }, { "Low", 0 } }));
    }

    [Fact]
    public void Decode_LeadingLengthLowHigh_HasTheByteOrderOfTheType()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Leading(DataType.AAsciiString, 16, highLow: false)), 1));
        Assert.Equal("V='AB'", codec.Decode("02004142"));
        Assert.Equal("02004142", codec.Encode(new() { { "V", "AB" } }));
    }

    [Fact]
    public void Encode_TextOfMaximumLength_HasNoTerminator()
    {
        using var codec = new Codec(
            Define.Value("V", Define.Dop(Define.MinMax(DataType.AAsciiString, 0, 5, Termination.Zero)), 1),
            Define.Value("Tail", Define.Dop(Define.UInt(8))));
        Assert.Equal("414243444507", codec.Encode(new() { { "V", "ABCDE" }, { "Tail", 7 } }));
        Assert.Equal("4142434400" + "07", codec.Encode(new() { { "V", "ABCD" }, { "Tail", 7 } }));
    }

    [Fact]
    public void Encode_TextAboveMaximumLength_IsRefused()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.MinMax(DataType.AAsciiString, 0, 5, Termination.Zero)), 1));
        var error = Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", "ABCDEFGH" } }));
        Assert.Equal(DiagnosticFailure.InvalidParameter, error.Failure);
        Assert.Equal("/V", error.ParameterPath);
    }

    [Fact]
    public void Decode_SignedByteOfOnes_IsMinusOne()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Int(8)), 1));
        Assert.Equal("V=-1", codec.Decode("FF"));
        Assert.Equal("FF", codec.Encode(new() { { "V", -1 } }));
    }

    [Fact]
    public void Encode_ByteFieldTooLong_IsRefused()
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.Fixed(DataType.AByteField, 24)), 1));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", new byte[4] } }));
        Assert.Equal("010203", codec.Encode(new() { { "V", new byte[] { 1, 2, 3 } } }));
    }
}
