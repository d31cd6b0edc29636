using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;

namespace Modular.Plugins.DiagnosticTester.Tests.Slots;

public sealed class InterceptionTests
{
    [Fact]
    public async Task ExecuteAsync_Interceptors_SeeRequestsByOrderAndAnswersTheOtherWayRound()
    {
        await using var bench = await Online.StartAsync();
        var seen = new List<string>();
        foreach (var order in new[] { 2, 1 })
        {
            bench.Interceptors.Add(new Interceptor(order)
            {
                Request = pdu => Note($"{order}>{Hex(pdu.Request)}"),
                Response = pdu => Note($"{order}<{Hex(pdu.Response)} of {pdu.Ecu}"),
            });
        }

        await bench.ReadAsync();

        Assert.Equal(["1>22F200", "2>22F200", "2<62F200012C05 of FLXC1000", "1<62F200012C05 of FLXC1000"], seen);
        Assert.Equal(0, bench.Interceptors.Leases);

        PduVerdict Note(string what)
        {
            seen.Add(what);
            return PduVerdict.Pass;
        }
    }

    [Fact]
    public async Task ExecuteAsync_ChangedRequestAndAnswer_AreSentAndDecoded()
    {
        await using var bench = await Online.StartAsync();
        await bench.StartExtendedAsync();
        bench.Vehicle[0x1000].Answer = _ => "6EF191";
        bench.Interceptors.Add(new Interceptor
        {
            Request = pdu => Hex(pdu.Request) == "2EF1910007" ? PduVerdict.Replace(Convert.FromHexString("2EF1910008")) : PduVerdict.Pass,
            Response = _ => PduVerdict.Replace(new byte[] { 0x7F, 0x2E, 0x31 }),
        });

        var (outcome, _) = await bench.WriteAsync();

        Assert.Equal("2EF1910008", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal((byte)0x31, outcome.NegativeResponseCode);
    }

    [Fact]
    public async Task ExecuteAsync_DeniedRequest_IsNotSentAndTellsWhy()
    {
        await using var bench = await Online.StartAsync();
        bench.Interceptors.Add(new Interceptor { Request = _ => PduVerdict.Deny("filtered") });

        var exception = await Online.RefusedAsync(DiagnosticFailure.Intercepted, bench.ReadAsync);

        Assert.Contains("filtered", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("22F200", bench.Vehicle[0x1000].Sent);
    }

    [Fact]
    public async Task ExecuteAsync_DeniedAnswer_EndsTheExchange()
    {
        await using var bench = await Online.StartAsync();
        bench.Interceptors.Add(new Interceptor { Response = _ => PduVerdict.Deny("secret") });

        await Online.RefusedAsync(DiagnosticFailure.Intercepted, bench.ReadAsync);

        Assert.Equal(EcuState.Online, bench.Ecu(Online.Ecu).Status.State);
    }

    [Theory]
    [InlineData("2EF20001")]
    [InlineData("1003")]
    [InlineData("1002")]
    public async Task ExecuteAsync_RequestTurnedIntoAnotherService_IsNotSent(string replacement)
    {
        await using var bench = await Online.StartAsync();
        bench.Interceptors.Add(new Interceptor { Request = _ => PduVerdict.Replace(Convert.FromHexString(replacement)) });

        await Online.RefusedAsync(DiagnosticFailure.PluginFailed, () => bench.ExecuteAsync(Online.Ecu, "Default_Start"));

        Assert.DoesNotContain(replacement, bench.Vehicle[0x1000].Sent);
    }

    [Fact]
    public async Task ExecuteAsync_InterceptorThrows_FailsTheExchangeAndTheNextOneWorksWithoutIt()
    {
        await using var bench = await Online.StartAsync();
        var broken = new Interceptor { Request = _ => throw new InvalidOperationException("oops") };
        bench.Interceptors.Add(broken);
        await Online.RefusedAsync(DiagnosticFailure.PluginFailed, bench.ReadAsync);
        bench.Interceptors.Remove(broken);

        var (outcome, _) = await bench.ReadAsync();

        Assert.True(outcome.IsSuccess);
        Assert.Equal(0, bench.Interceptors.Leases);
    }

    [Fact]
    public async Task KeepSessionAlive_InterceptorDeniesTesterPresent_GoesOn()
    {
        await using var bench = await Online.StartAsync();
        var denied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Interceptors.Add(new Interceptor
        {
            Request = pdu =>
            {
                denied.TrySetResult();
                return PduVerdict.Deny($"no {Hex(pdu.Request)}");
            },
        });
        using var alive = bench.Ecu(Online.Ecu).KeepSessionAlive();

        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await denied.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.DoesNotContain("3E80", bench.Vehicle[0x1000].Sent);
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
