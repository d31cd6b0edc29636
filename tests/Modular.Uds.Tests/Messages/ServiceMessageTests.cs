using Modular.Uds.Messages;
using Modular.Uds.Messages.Services;

namespace Modular.Uds.Tests.Messages;

public class ServiceMessageTests
{
    public static TheoryData<string> Requests => new(
        "1003", "1083", "1101", "14FFFFFF", "1412345699", "1902FF", "190A", "1904123456FF", "22F190", "22F190F18C", "2705",
        "270611223344", "280001", "2805011234", "28420100112233", "2900", "2908", "2EF19041", "31010203", "318112349988",
        "3400121234FF", "34004400010000000000FF", "3622123456", "3600", "37", "37123456", "3E00", "3E80", "8502", "8501112233");

    public static TheoryData<string> Responses => new(
        "5003003201F4", "5003", "5101", "510423", "54", "5902FB12345620", "62F19041", "62F190", "670599887766", "6706", "6803",
        "690802", "69001000", "6EF190", "71021234", "710212349988", "7420ABCD", "740400", "7440ABCDEF01", "7622", "7622AB",
        "77", "77ABCD", "7E00", "C501");

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_ReadAndWritten_IsTheSame(string hex)
    {
        Assert.True(UdsRequest.TryParse(Convert.FromHexString(hex), out var request));

        var written = Assert.Single(AllMessages.TryParse(request));

        Assert.Equal(hex, Convert.ToHexString(written.Bytes.Span));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_CutAtEveryByte_IsReadWithoutInventingAnything(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var length = 1; length < bytes.Length; length++)
        {
            Assert.True(UdsRequest.TryParse(bytes.AsMemory(0, length), out var request));
            Assert.All(AllMessages.TryParse(request), written => Assert.Equal(bytes[..length], written.Bytes.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_ReadAndWritten_IsTheSame(string hex)
    {
        Assert.True(UdsResponse.TryParse(Convert.FromHexString(hex), out var response));

        var written = AllMessages.TryParse(response);

        // 74 04 00 is a length of zero bytes, which no service reads.
        Assert.Equal(hex == "740400" ? [] : [hex], written.Select(message => Convert.ToHexString(message.Bytes.Span)));
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_CutAtEveryByte_NeverThrows(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var length = 1; length < bytes.Length; length++)
        {
            Assert.True(UdsResponse.TryParse(bytes.AsMemory(0, length), out var response));
            Assert.All(AllMessages.TryParse(response), written => Assert.True(written.Bytes.Length <= length));
        }
    }

    [Theory]
    [InlineData("1003AA")]
    [InlineData("10")]
    [InlineData("14FFFF")]
    [InlineData("14FFFFFF0000")]
    [InlineData("22")]
    [InlineData("22F1")]
    [InlineData("22F190F1")]
    [InlineData("2800")]
    [InlineData("2EF1")]
    [InlineData("3101FF")]
    [InlineData("340012123400FF")]
    [InlineData("34000012")]
    [InlineData("3400990000")]
    [InlineData("36")]
    [InlineData("3E")]
    [InlineData("3E01")]
    [InlineData("3E0000")]
    public void Request_WrongLengthOrFormat_IsRefused(string hex)
    {
        Assert.True(UdsRequest.TryParse(Convert.FromHexString(hex), out var request));

        Assert.Empty(AllMessages.TryParse(request));
    }

    [Fact]
    public void DiagnosticSessionControlResponse_Times_AreMilliseconds()
    {
        Assert.True(UdsResponse.TryParse(Convert.FromHexString("5003003201F4"), out var response));

        Assert.True(DiagnosticSessionControlResponse.TryParse(response, out var message));

        Assert.Equal(new DiagnosticSessionControlResponse(DiagnosticSession.Extended, 50, 5000), message);
    }

    [Fact]
    public void ToRequest_ValuesOutOfRange_AreMisuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiagnosticSessionControlRequest(0x80).ToRequest());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoutineControlRequest(0x80, 1).ToRequest());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClearDiagnosticInformationRequest(0x100_0000).ToRequest());
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryLocation(0x1_0000, 2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiagnosticSessionControlResponse(1, 0x1_0000, 10).ToResponse());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestDownloadResponse(0x100, 1).ToResponse());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dtc(0x100_0000));
    }

    [Theory]
    [InlineData(0x01E240u, "01E240", "P01E2-40")]
    [InlineData(0xC10000u, "C10000", "U0100-00")]
    [InlineData(0x9A1234u, "9A1234", "B1A12-34")]
    [InlineData(0x4ABCDEu, "4ABCDE", "C0ABC-DE")]
    public void Dtc_Text_IsHexadecimalOrSae(uint value, string hex, string sae)
    {
        Assert.Equal(hex, new Dtc(value).ToString());
        Assert.Equal(sae, new Dtc(value).ToSaeText());
    }

    [Theory]
    [InlineData("5902FB", 0)]
    [InlineData("5902FB1234562012345760", 2)]
    [InlineData("5902FB12345620123457600000000000", 2)]
    [InlineData("5902FB123456201234576000", 2)]
    [InlineData("590A7F1234562423450500ABCD012F", 3)]
    [InlineData("5902FB0000000012345620", 1)]
    public void DtcListReport_WithPadding_HoldsTheCodesOnly(string hex, int count)
    {
        Assert.True(UdsResponse.TryParse(Convert.FromHexString(hex), out var response));
        Assert.True(ReadDtcInformationResponse.TryParse(response, out var message));

        Assert.True(DtcListReport.TryParse(message, out var report));

        Assert.Equal(count, report!.Dtcs.Count);
    }

    [Theory]
    [InlineData("5902")]
    [InlineData("5902FB1234")]
    [InlineData("5902FB12345620123457")]
    public void DtcListReport_EndsInTheMiddle_IsRefused(string hex)
    {
        Assert.True(UdsResponse.TryParse(Convert.FromHexString(hex), out var response));
        Assert.True(ReadDtcInformationResponse.TryParse(response, out var message));

        Assert.False(DtcListReport.TryParse(message, out _));
    }

    [Fact]
    public void DtcReports_WrittenAndRead_AreTheSame()
    {
        var dtc = new DtcWithStatus(new Dtc(0x123456), DtcStatus.Confirmed | DtcStatus.TestFailed);
        var list = new DtcListReport((DtcStatus)0xFB, [dtc]);
        var count = new DtcCountReport((DtcStatus)0xFB, 1, 0x1234);
        var records = new DtcRecordsReport(dtc, new byte[] { 1, 2 });

        Assert.Equal("5902FB12345609", Hex(list.ToResponse(2)));
        Assert.Equal("5901FB011234", Hex(count.ToResponse(1)));
        Assert.Equal("5904123456090102", Hex(records.ToResponse(4)));
        Assert.True(DtcCountReport.TryParse(count.ToResponse(1), out var readCount) && readCount == count);
        Assert.True(DtcRecordsReport.TryParse(records.ToResponse(4), out var readRecords) && readRecords.Dtc == dtc);
        Assert.Equal("190209", Convert.ToHexString(DtcReports.ByStatusMask((DtcStatus)0x09).ToRequest().Bytes.Span));
        Assert.Equal("1906123456FF", Convert.ToHexString(DtcReports.ExtendedData(dtc.Dtc).ToRequest().Bytes.Span));
        Assert.Equal("190412345602", Convert.ToHexString(DtcReports.Snapshots(dtc.Dtc, 2).ToRequest().Bytes.Span));
        Assert.Equal("19015A", Convert.ToHexString(DtcReports.NumberByStatusMask((DtcStatus)0x5A).ToRequest().Bytes.Span));
        Assert.Equal("190A", Convert.ToHexString(DtcReports.Supported().ToRequest().Bytes.Span));
    }

    private static string Hex(ReadDtcInformationResponse response) => Convert.ToHexString(response.ToResponse().Bytes.Span);
}
