using System.Buffers;
using Modular.Kernel.Services;
using Modular.TestSupport;

namespace Modular.Kernel.Tests.Services;

/// <summary>After the first use, messages of fixed length cost no garbage.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1000;

    [SharedDataTheory]
    [InlineData("VINDataIdentifier_Read", "22F190", "62F1905756575A5A5A314B5A3657303030303031")]
    [InlineData("FluxCapacitorPowerConsumption_Read", "22F200", "62F20000001234")]
    public void DecodeResponse_OfFixedLength_AllocatesNothing(string name, string requestHex, string responseHex)
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Find(name)!;
        var (request, response) = (Convert.FromHexString(requestHex), Convert.FromHexString(responseHex));
        var sink = new CountingSink();
        Assert.Equal(0, Measure(() => service.DecodeResponse(request, response, sink)));
        Assert.Equal(0, Measure(() => service.DecodeResponse(request, response, sink, DecodeOptions.Reference)));
        Assert.True(sink.Values > 0 && sink.Length > 0 && sink.Errors == 0);
    }

    [SharedDataFact]
    public void EncodeRequest_OfConstants_AllocatesNothing()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Find("VINDataIdentifier_Read")!;
        var buffer = new ArrayBufferWriter<byte>(64);
        Assert.Equal(0, Measure(() =>
        {
            buffer.ResetWrittenCount();
            service.EncodeRequest(null, buffer);
        }));
        Assert.Equal("22F190", Convert.ToHexString(buffer.WrittenSpan));
    }

    [SharedDataFact]
    public void MatchesRequest_AllocatesNothing()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Find("VINDataIdentifier_Read")!;
        byte[] request = [0x22, 0xF1, 0x90];
        Assert.True(service.MatchesRequest(request));
        Assert.Equal(0, Measure(() => service.MatchesRequest(request)));
    }

    private static long Measure(Action action)
    {
        // Warm up: plans, tiers of the compiler, pools.
        for (var i = 0; i < Rounds; i++)
        {
            action();
        }

        // The runtime may allocate on this thread on its own account once in a while; the least of a few runs counts.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
