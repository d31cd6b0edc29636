using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;

namespace Modular.DoIp.Tests.Tester;

public sealed class DoIpEntityConnectionTests : IDisposable
{
    private static readonly byte[] Request = [0x3E, 0x00];

    private readonly FakeGateway _gateway = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task SendDiagnosticAsync_FirstRequest_Connects()
    {
        await using var tester = Create();
        Assert.Equal(DoIpConnectionState.Idle, tester.State);
        var sending = SendAsync(tester);
        using var gateway = await ActivatedAsync();
        await AnswerAsync(gateway);
        Assert.True((await Guard.Within(sending)).IsPositive);
        Assert.Equal(DoIpConnectionState.Connected, tester.State);
        Assert.Equal((ushort?)0x1000, tester.EntityAddress);
    }

    [Fact]
    public async Task WatchAsync_LossAndRecovery_TellsEveryState()
    {
        await using var tester = Create();
        await using var states = tester.WatchAsync(Guard.Token()).GetAsyncEnumerator(Guard.Token());
        var next = states.MoveNextAsync().AsTask();
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using (await ActivatedAsync())
        {
            await Guard.Within(connecting);
        }

        using var second = await ActivatedAsync();
        var seen = new List<DoIpConnectionState>();
        while (await Guard.Within(next))
        {
            seen.Add(states.Current.Current);
            if (seen.Count == 5)
            {
                break;
            }

            next = states.MoveNextAsync().AsTask();
        }

        Assert.Equal(
            [DoIpConnectionState.Connecting, DoIpConnectionState.Connected, DoIpConnectionState.Lost, DoIpConnectionState.Recovering, DoIpConnectionState.Connected],
            seen);
    }

    [Fact]
    public async Task Subscribe_OverLoss_GoesOnWithNextConnection()
    {
        await using var tester = Create();
        using var subscription = tester.Subscribe(0x1001);
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        var receiving = subscription.ReceiveAsync(Guard.Token()).AsTask();
        using (await ActivatedAsync())
        {
            await Guard.Within(connecting);
        }

        var loss = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(receiving));
        Assert.Equal(DoIpFailureCause.ClosedByPeer, loss.Cause);
        using var second = await ActivatedAsync();
        await second.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 0x7E, 0x00 }));
        Assert.Equal(0x7E, (await subscription.ReceiveAsync(Guard.Token())).UserData.Span[0]);
    }

    [Fact]
    public async Task ReceiveAsync_LossBeforeReading_IsReportedOnceUnlessForgotten()
    {
        await using var tester = Create();
        using var reported = tester.Subscribe(0x1001);
        using var forgotten = tester.Subscribe(0x1002);
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using (await ActivatedAsync())
        {
            await Guard.Within(connecting);
        }

        using var second = await ActivatedAsync();
        await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(reported.ReceiveAsync(Guard.Token()).AsTask()));
        forgotten.ForgetLoss();
        await second.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 1 }));
        await second.SendAsync(new DiagnosticMessage(0x1002, 0x0E00, new byte[] { 2 }));
        Assert.Equal(1, (await reported.ReceiveAsync(Guard.Token())).UserData.Span[0]);
        Assert.Equal(2, (await forgotten.ReceiveAsync(Guard.Token())).UserData.Span[0]);
    }

    [Fact]
    public async Task Recovery_AttemptFails_TriesAgainAfterDelay()
    {
        await using var tester = Create();
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using (var refusing = await _gateway.AcceptAsync())
        {
            await refusing.ActivateAsync(RoutingActivationResponseCode.AllSocketsRegisteredAndActive);
            var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(connecting));
            Assert.Equal(DoIpFailureCause.RoutingActivationRefused, failure.Cause);
        }

        Assert.Equal(DoIpConnectionState.Recovering, tester.State);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(5), Guard.Token());
        _time.Advance(TimeSpan.FromSeconds(5));
        using var gateway = await ActivatedAsync();
        await gateway.SendAsync(new AliveCheckRequest());
        await gateway.ReadAsync<AliveCheckResponse>();
    }

    [Fact]
    public async Task Recovery_RequestDuringDelay_TriesAtOnce()
    {
        await using var tester = Create();
        var first = tester.ConnectAsync(Guard.Token()).AsTask();
        using (var refusing = await _gateway.AcceptAsync())
        {
            await refusing.ActivateAsync(RoutingActivationResponseCode.AllSocketsRegisteredAndActive);
            await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(first));
        }

        var sending = SendAsync(tester);
        using var gateway = await ActivatedAsync();
        await AnswerAsync(gateway);
        Assert.True((await Guard.Within(sending)).IsPositive);
        Assert.Equal(TimeSpan.Zero, _time.Elapsed);
    }

    [Fact]
    public async Task Recovery_AllAttemptsFail_NextRequestStartsAnew()
    {
        await using var tester = Create(new DoIpEntityConnectionOptions { RetryAttempts = 2 });
        await using var states = tester.WatchAsync(Guard.Token()).GetAsyncEnumerator(Guard.Token());
        var failed = Task.Run(async () =>
        {
            while (await states.MoveNextAsync())
            {
                if (states.Current.Current == DoIpConnectionState.Failed)
                {
                    return states.Current.Reason;
                }
            }

            return null;
        });
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (attempt > 0)
            {
                await _time.WaitForTimerAsync(TimeSpan.FromSeconds(5), Guard.Token());
                _time.Advance(TimeSpan.FromSeconds(5));
            }

            using var refusing = await _gateway.AcceptAsync();
            await refusing.ActivateAsync(RoutingActivationResponseCode.UnknownSourceAddress);
            Assert.Null(await refusing.ReadAsync());
        }

        await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(connecting));
        Assert.Equal((uint?)0, (await Guard.Within(failed))?.Code);
        var sending = SendAsync(tester);
        using var gateway = await ActivatedAsync();
        await AnswerAsync(gateway);
        Assert.True((await Guard.Within(sending)).IsPositive);
    }

    [Fact]
    public async Task Recovery_TlsRequired_DoesNotTryAgain()
    {
        await using var tester = Create();
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync(RoutingActivationResponseCode.TlsRequired);
        Assert.Equal(DoIpFailureCause.TlsRequired, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(connecting))).Cause);
        Assert.Equal(DoIpConnectionState.Failed, tester.State);
    }

    [Fact]
    public async Task Recovery_NotAutomatic_WaitsForRequest()
    {
        await using var tester = Create(new DoIpEntityConnectionOptions { RecoverAutomatically = false });
        using var subscription = tester.Subscribe(null);
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using (await ActivatedAsync())
        {
            await Guard.Within(connecting);
        }

        await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(subscription.ReceiveAsync(Guard.Token()).AsTask()));
        var sending = SendAsync(tester);
        using var gateway = await ActivatedAsync();
        await AnswerAsync(gateway);
        Assert.True((await Guard.Within(sending)).IsPositive);
    }

    [Fact]
    public async Task RemoteEndPoint_Changed_IsUsedByNextAttempt()
    {
        using var elsewhere = new FakeGateway();
        await using var tester = Create();
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using (await ActivatedAsync())
        {
            await Guard.Within(connecting);
            tester.RemoteEndPoint = elsewhere.EndPoint;
        }

        using var gateway = await elsewhere.AcceptAsync();
        await gateway.ActivateAsync();
    }

    [Fact]
    public async Task ConnectAsync_ManyCallers_ShareOneAttempt()
    {
        await using var tester = Create();
        var callers = Enumerable.Range(0, 50).Select(_ => Task.Run(() => tester.ConnectAsync(Guard.Token()).AsTask())).ToArray();
        using var gateway = await ActivatedAsync();
        var connections = await Guard.Within(Task.WhenAll(callers));
        Assert.Single(connections.Distinct());
    }

    [Fact]
    public async Task DisposeAsync_WhileRecovering_EndsEverything()
    {
        var tester = Create();
        using var subscription = tester.Subscribe(null);
        var receiving = subscription.ReceiveAsync(Guard.Token()).AsTask();
        await using var states = tester.WatchAsync(Guard.Token()).GetAsyncEnumerator(Guard.Token());
        var watching = Task.Run(async () =>
        {
            while (await states.MoveNextAsync())
            {
                // To the end.
            }
        });
        var connecting = tester.ConnectAsync(Guard.Token()).AsTask();
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ReadAsync<RoutingActivationRequest>();
        await Guard.Within(tester.DisposeAsync().AsTask());
        Assert.Equal(DoIpFailureCause.Disposed, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(connecting))).Cause);
        Assert.Equal(DoIpFailureCause.Disposed, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(receiving))).Cause);
        await Guard.Within(watching);
        Assert.Equal(DoIpConnectionState.Closed, tester.State);
        await Assert.ThrowsAsync<DoIpException>(() => tester.ConnectAsync(Guard.Token()).AsTask());
    }

    private static Task<DiagnosticAcknowledgement> SendAsync(DoIpEntityConnection tester) =>
        tester.SendDiagnosticAsync(new DiagnosticSend(0x1001, Request), Guard.Token()).AsTask();

    private static async Task AnswerAsync(FakePeer gateway) => await gateway.AcknowledgeAsync(await gateway.ReadAsync<DiagnosticMessage>());

    private DoIpEntityConnection Create(DoIpEntityConnectionOptions? options = null) => new(_gateway.EndPoint, options, _time);

    private async Task<FakePeer> ActivatedAsync()
    {
        var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync();
        return gateway;
    }
}
