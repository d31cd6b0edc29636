using System.Text.Json;
using Modular.TestSupport;
using Modular.Uds.Messages;

namespace Modular.Uds.Tests.Messages;

/// <summary>Requests and responses as another implementation reads and writes them.</summary>
public class RawMessageVectorTests
{
    private const byte DummyService = 0x13;

    [SharedDataFact]
    public void Vectors_AllOperations_AgreeWithOurs()
    {
        var checkedVectors = 0;
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.SharedData!, "vectors/uds-request-response.json")));
        foreach (var vector in file.RootElement.GetProperty("vectors").EnumerateArray())
        {
            switch (vector.GetProperty("op").GetString())
            {
                case "Request.from_payload":
                    CheckParsedRequest(FromHex(vector.GetProperty("in").GetProperty("hex")), vector.GetProperty("parsed"));
                    break;
                case "Response.from_payload":
                    CheckParsedResponse(FromHex(vector.GetProperty("in").GetProperty("hex")), vector.GetProperty("parsed"));
                    break;
                case "Request.get_payload":
                    CheckWrittenRequest(vector);
                    break;
                default:
                    CheckWrittenResponse(vector);
                    break;
            }

            checkedVectors++;
        }

        Assert.True(checkedVectors >= 100, $"Only {checkedVectors} vectors were found.");
    }

    private static void CheckParsedRequest(byte[] bytes, JsonElement expected)
    {
        var isValid = UdsRequest.TryParse(bytes, out var request);
        Assert.Equal(expected.GetProperty("service").ValueKind != JsonValueKind.Null, isValid);
        if (isValid)
        {
            Assert.Equal(expected.GetProperty("subfunction").GetByte(), request.SubFunction);
            Assert.Equal(expected.GetProperty("suppress_positive_response").GetBoolean(), request.SuppressPositiveResponse);
            Assert.Equal(FromHex(expected.GetProperty("data")), request.Parameters.ToArray());
            Assert.Equal(bytes, request.Bytes.ToArray());
        }
    }

    private static void CheckParsedResponse(byte[] bytes, JsonElement expected)
    {
        var isValid = UdsResponse.TryParse(bytes, out var response);
        if (isValid && !Enum.IsDefined(response.Service))
        {
            // The other implementation knows its services only; ours passes a manufacturer's own.
            return;
        }

        Assert.Equal(expected.GetProperty("valid").GetBoolean(), isValid);
        if (isValid)
        {
            Assert.Equal(expected.GetProperty("positive").GetBoolean(), response.IsPositive);
            Assert.Equal(expected.GetProperty("code").GetByte(), (byte)response.NegativeResponseCode.GetValueOrDefault());

            // The other implementation counts a repeated sub-function among the data.
            Assert.Equal(FromHex(expected.GetProperty("data")), response.Bytes[(response.IsPositive ? 1 : 3)..].ToArray());
        }
    }

    private static void CheckWrittenRequest(JsonElement vector)
    {
        // A made-up service with sub-function; ours with the same rules lends its identifier.
        var source = vector.GetProperty("object");
        var data = FromHex(source.GetProperty("data"));
        var expected = FromHex(vector.GetProperty("out"));
        if (source.GetProperty("service").GetString() == "DummyServiceNoSubunction")
        {
            Assert.Equal(expected, UdsRequest.Create((UdsServiceId)DummyService, data).Bytes.ToArray());
            return;
        }

        var suppress = vector.TryGetProperty("kwargs", out var overrides) && overrides.TryGetProperty("suppress_positive_response", out var forced)
            ? forced.GetBoolean()
            : source.GetProperty("suppress_positive_response").GetBoolean();
        var request = UdsRequest.CreateWithSubFunction(
            (UdsServiceId)DummyService, source.GetProperty("subfunction").GetByte(), suppress, data);
        Assert.Equal(expected, request.Bytes.ToArray());
    }

    private static void CheckWrittenResponse(JsonElement vector)
    {
        var source = vector.GetProperty("object");
        var service = source.GetProperty("service").GetString() == "TesterPresent" ? UdsServiceId.TesterPresent : (UdsServiceId)DummyService;
        var data = FromHex(source.GetProperty("data"));
        var code = source.GetProperty("code").GetByte();
        var response = code == 0 ? UdsResponse.Positive(service, data) : UdsResponse.Negative(service, (NegativeResponseCode)code, data);
        Assert.Equal(FromHex(vector.GetProperty("out")), response.Bytes.ToArray());
    }

    private static byte[] FromHex(JsonElement hex) => Convert.FromHexString(hex.GetString() ?? string.Empty);
}
