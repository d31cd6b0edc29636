using Modular.Sdk.Transports;
using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class FuzzTests
{
    private static readonly byte[] Services = [0x10, 0x11, 0x14, 0x19, 0x22, 0x27, 0x28, 0x29, 0x2E, 0x31, 0x34, 0x35, 0x36, 0x37, 0x3E, 0x85];

    [Fact]
    public void HandleAsync_RandomRequests_GiveWellFormedAnswersOrSilence()
    {
        using var demo = new DemoFixture();
        var random = new Random(20260101);
        var prefixes = new List<byte[]>();
        using (var database = demo.OpenDatabase("EngineControl"))
        {
            prefixes.AddRange(database.Variants.SelectMany(variant => variant.Services).Select(service => service.RequestPrefix.ToArray()));
        }

        var positive = 0;
        for (var count = 0; count < 20_000; count++)
        {
            var request = Random(random, prefixes);
            var answer = demo.Engine.Ask(request, count % 4 == 0 ? AddressingMode.Functional : AddressingMode.Physical);
            AssertWellFormed(request, answer);
            positive += answer is [not 0x7F, ..] ? 1 : 0;
        }

        Assert.True(positive > 500, $"only {positive} requests were answered, so little was tried");
    }

    private static byte[] Random(Random random, List<byte[]> prefixes)
    {
        var tail = new byte[random.Next(0, 14)];
        random.NextBytes(tail);
        return random.Next(4) switch
        {
            0 => tail,
            1 => [Services[random.Next(Services.Length)], .. tail],
            2 => [Services[random.Next(Services.Length)], (byte)random.Next(0x10), .. tail],
            _ => [.. prefixes[random.Next(prefixes.Count)], .. tail.AsSpan(0, Math.Min(tail.Length, random.Next(10)))],
        };
    }

    private static void AssertWellFormed(byte[] request, byte[] answer)
    {
        if (answer.Length == 0)
        {
            return;
        }

        var exchange = $"{Convert.ToHexString(request)} -> {Convert.ToHexString(answer)}";
        if (answer[0] == 0x7F)
        {
            // A general refusal means that a description could not be met.
            Assert.True(answer.Length == 3 && answer[1] == request[0] && answer[2] is not (0 or 0x10), exchange);
        }
        else
        {
            Assert.True(answer[0] == request[0] + 0x40, exchange);
        }
    }
}
