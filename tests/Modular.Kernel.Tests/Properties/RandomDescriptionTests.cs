using Modular.Sdk.Diagnostics;
using Modular.TestSupport;

namespace Modular.Kernel.Tests.Properties;

/// <summary>What holds for every description and every value, held against descriptions and values made by chance.</summary>
public sealed class RandomDescriptionTests
{
    /// <summary>Services of the large database; the figure.</summary>
    private const int Services = 5000;

    [Fact]
    public void EncodeThenDecode_AnyValuesOfAnyDescription_IsIdentity()
    {
        using var database = new RandomDatabase(seed: 5, Services);
        var random = new Random(7);
        for (var index = 0; index < Services; index++)
        {
            for (var round = 0; round < 3; round++)
            {
                var difference = database.RoundTrip(index, random);
                Assert.True(difference is null, difference);
            }
        }
    }

    [Fact]
    public void Decode_AnyBytes_EndsInAValueOrADiagnosticException()
    {
        // A million on demand (docs/contributor), a sample of it otherwise.
        var rounds = OnDemand.Scale(few: 30_000, many: 1_000_000);
        using var database = new RandomDatabase(seed: 6, count: 200);
        var random = new Random(8);
        var decoded = 0;
        for (var round = 0; round < rounds; round++)
        {
            var message = new byte[random.Next(1, 64)];
            random.NextBytes(message);
            message[0] = 0x6E;
            try
            {
                RandomDatabase.Decode(database.Services[random.Next(database.Services.Count)], message);
                decoded++;
            }
            catch (DiagnosticException)
            {
            }
        }

        Assert.InRange(decoded, 1, rounds);
    }
}
