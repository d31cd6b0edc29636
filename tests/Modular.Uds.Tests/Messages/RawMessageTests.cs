using FsCheck;
using FsCheck.Fluent;
using Modular.Uds.Messages;
using Modular.Uds.Tester;

namespace Modular.Uds.Tests.Messages;

public class RawMessageTests
{
    [Theory]
    [InlineData("1003", UdsServiceId.DiagnosticSessionControl, 0x03, false, "")]
    [InlineData("3E80", UdsServiceId.TesterPresent, 0x00, true, "")]
    [InlineData("3181FF0001", UdsServiceId.RoutineControl, 0x01, true, "FF0001")]
    [InlineData("22F190", UdsServiceId.ReadDataByIdentifier, null, false, "F190")]
    [InlineData("228190", UdsServiceId.ReadDataByIdentifier, null, false, "8190")]
    [InlineData("10", UdsServiceId.DiagnosticSessionControl, null, false, "")]
    [InlineData("BA01", (UdsServiceId)0xBA, null, false, "01")]
    public void Request_Parsed_GivesItsParts(string hex, UdsServiceId service, int? subFunction, bool suppress, string parameters)
    {
        Assert.True(UdsRequest.TryParse(Convert.FromHexString(hex), out var request));
        Assert.Equal(service, request.Service);
        Assert.Equal((byte?)subFunction, request.SubFunction);
        Assert.Equal(suppress, request.SuppressPositiveResponse);
        Assert.Equal(parameters, Convert.ToHexString(request.Parameters.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("50")]
    [InlineData("7F1011")]
    [InlineData("FF")]
    [InlineData("C0")]
    public void Request_NotARequest_IsRefused(string hex) => Assert.False(UdsRequest.TryParse(Convert.FromHexString(hex), out _));

    [Theory]
    [InlineData("")]
    [InlineData("7F")]
    [InlineData("7F10")]
    [InlineData("10")]
    [InlineData("BF00")]
    public void Response_NotAResponse_IsRefused(string hex) => Assert.False(UdsResponse.TryParse(Convert.FromHexString(hex), out _));

    [Fact]
    public void Response_EveryNegativeCode_SurvivesAndIsNeverPositive()
    {
        for (var code = 0; code <= 0xFF; code++)
        {
            var bytes = new byte[] { 0x7F, 0x22, (byte)code };
            Assert.True(UdsResponse.TryParse(bytes, out var response));
            Assert.False(response.IsPositive);
            Assert.Equal((NegativeResponseCode)code, response.NegativeResponseCode);
            Assert.Equal(UdsServiceId.ReadDataByIdentifier, response.Service);
            Assert.NotEmpty(((NegativeResponseCode)code).ToText());
        }
    }

    [Theory]
    [InlineData(0x10, "General Reject")]
    [InlineData(0x12, "Sub-function Not Supported")]
    [InlineData(0x31, "Request Out Of Range")]
    [InlineData(0x33, "Security Access Denied")]
    [InlineData(0x70, "uploadDownloadNotAccepted")]
    [InlineData(0x78, "Request Correctly Received-Response Pending")]
    [InlineData(0x94, "Resource Temporarily Not Available")]
    [InlineData(0x00, "ISO SAE Reserved")]
    [InlineData(0x4F, "ISO SAE Reserved")]
    [InlineData(0xF0, "ISO SAE Reserved")]
    public void ToText_AnyCode_IsTheUsualText(byte code, string text) => Assert.Equal(text, ((NegativeResponseCode)code).ToText());

    [Fact]
    public void Constructors_ValuesOutOfRange_AreMisuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UdsRequest.CreateWithSubFunction(UdsServiceId.EcuReset, 0x80, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => UdsResponse.Positive((UdsServiceId)0x3F));
        Assert.Throws<ArgumentOutOfRangeException>(() => UdsResponse.Positive((UdsServiceId)0x50));
        Assert.Throws<InvalidOperationException>(() => default(UdsRequest).Service);
        Assert.Throws<InvalidOperationException>(() => default(UdsResponse).Service);
    }

    [Fact]
    public void ToString_RequestWithKey_ShowsNoContent()
    {
        var request = UdsRequest.CreateWithSubFunction(UdsServiceId.SecurityAccess, 0x06, false, 0xAB, 0xCD);

        Assert.DoesNotContain("AB", request.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("SecurityAccess (4 bytes)", request.ToString());
    }

    [Fact]
    public void Request_WrittenAndRead_IsTheSame() =>
        Prop.ForAll<byte, byte, byte[]>((service, second, data) =>
        {
            var suppress = (second & UdsRequest.SuppressPositiveResponseBit) != 0;
            var id = (UdsServiceId)(service & 0xBF);
            var written = id.HasSubFunction()
                ? UdsRequest.CreateWithSubFunction(id, (byte)(second & 0x7F), suppress, data)
                : UdsRequest.Create(id, data);
            return UdsRequest.TryParse(written.Bytes.ToArray(), out var read)
                && read == written
                && read.GetHashCode() == written.GetHashCode()
                && read.Service == id
                && read.SuppressPositiveResponse == (suppress && id.HasSubFunction())
                && read.Parameters.Span.SequenceEqual(data);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Response_WrittenAndRead_IsTheSame() =>
        Prop.ForAll<byte, byte, byte[]>((service, code, data) =>
        {
            var id = (UdsServiceId)(service & 0xBF);
            var written = code == 0 && (byte)id != 0x3F
                ? UdsResponse.Positive(id, data)
                : UdsResponse.Negative(id, (NegativeResponseCode)code, data);
            return UdsResponse.TryParse(written.Bytes.ToArray(), out var read) && read == written && read.Service == id;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_AnyShortBytes_NeverThrows()
    {
        const int seeds = 100_000;
        const int longest = 6;
        var parsed = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(longest + 1)];
            random.NextBytes(bytes);
            parsed += Touch(bytes);
        }

        Assert.InRange(parsed, seeds / 2, seeds);
    }

    [Fact]
    public void TryParse_EveryStringOfUpToTwoBytes_NeverThrows()
    {
        Touch([]);
        for (var first = 0; first <= 0xFF; first++)
        {
            Touch([(byte)first]);
            for (var second = 0; second <= 0xFF; second++)
            {
                Touch([(byte)first, (byte)second]);
            }
        }
    }

    private static int Touch(byte[] bytes)
    {
        var parsed = 0;
        if (UdsRequest.TryParse(bytes, out var request))
        {
            _ = (request.Service, request.SubFunction, request.SuppressPositiveResponse, request.Parameters.Length, request.ToString());
            AllMessages.TryParse(request);
            parsed++;
        }

        if (UdsResponse.TryParse(bytes, out var response))
        {
            _ = (response.Service, response.SubFunction, response.NegativeResponseCode, response.Parameters.Length, response.ToString());
            AllMessages.TryParse(response);
            parsed++;
        }

        if (bytes.Length > 0)
        {
            _ = new ResponseMatcher(bytes).Match(bytes);
        }

        return parsed;
    }
}
