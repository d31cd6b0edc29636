using System.Text.Json;
using Modular.TestSupport;
using Modular.Uds.Messages;
using Modular.Uds.Tester;

namespace Modular.Uds.Tests.Messages;

/// <summary>Exchanges recorded from the tests of another implementation: what it takes for an answer, so do we.</summary>
public class PeerExchangeTests
{
    [SharedDataFact]
    public void Exchanges_Successful_MatchAndReadBackTheSame()
    {
        var exchanges = 0;
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.SharedData!, "vectors/uds-udsoncan.json")));
        foreach (var row in file.RootElement.GetProperty("table").EnumerateArray())
        {
            var expected = row.GetProperty("expect").GetString();
            if (expected is not ("positive" or "negative_response") || row.TryGetProperty("payload_override", out _))
            {
                continue;
            }

            var requests = Strings(row.GetProperty("request"));
            var responses = Strings(row.GetProperty("response"));
            if (requests.Count != 1 || responses.Count != 1)
            {
                continue;
            }

            var request = Convert.FromHexString(requests[0]);
            var response = Convert.FromHexString(responses[0]);
            var match = new ResponseMatcher(request).Match(response);
            var isNegative = response[0] == UdsResponse.NegativeResponseId;
            Assert.True(match == (isNegative ? ResponseMatch.Negative : ResponseMatch.Positive), $"{requests[0]} -> {responses[0]}: {match}");
            Assert.True(UdsRequest.TryParse(request, out var parsedRequest));
            Assert.True(UdsResponse.TryParse(response, out var parsedResponse));
            Assert.Equal(parsedRequest.Service, parsedResponse.Service);
            Assert.All(AllMessages.TryParse(parsedRequest), written => Assert.Equal(request, written.Bytes.ToArray()));
            Assert.All(AllMessages.TryParse(parsedResponse), written => Assert.True(response.AsSpan().StartsWith(written.Bytes.Span)));
            exchanges++;
        }

        Assert.True(exchanges >= 400, $"Only {exchanges} exchanges were found.");
    }

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
