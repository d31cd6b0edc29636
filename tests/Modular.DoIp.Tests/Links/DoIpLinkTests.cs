using Modular.DoIp.Links;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Tests.Links;

public sealed class DoIpLinkTests : IAsyncDisposable
{
    private static readonly byte[] Request = [0x22, 0xF1, 0x90];

    private readonly FakeGateway _gateway = new();
    private readonly ManualTimeProvider _time = new();
    private readonly DoIpEntityConnection _connection;

    public DoIpLinkTests() => _connection = new DoIpEntityConnection(_gateway.EndPoint, timeProvider: _time);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]
    public async Task SendAsync_Acknowledged_ConfirmsWithMoment()
    {
        await using var link = Open();
        Assert.Equal(LinkState.Idle, link.State);
        Assert.Equal(new LinkAddress(0x0E00, 0x1001, AddressingMode.Physical), link.Address);
        var (gateway, message, sending) = await SendAsync(link);
        using (gateway)
        {
            Assert.Equal(LinkState.Connected, link.State);
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await gateway.AcknowledgeAsync(message);
            Assert.Equal(_time.GetTimestamp(), (await Guard.Within(sending)).ConfirmedAt);
            await gateway.RespondAsync(message, 0x62, 0xF1, 0x90);
            var answer = await link.ReceiveAsync(Guard.Token());
            Assert.Equal(LinkMessageKind.Message, answer.Kind);
            Assert.Equal((0x1001u, 0x0E00u), (answer.SourceAddress, answer.TargetAddress));
            Assert.Equal("62F190", Convert.ToHexString(answer.Payload.Span));
            Assert.False(link.TryReceive(out _));
        }
    }

    [Fact]
    public async Task SendAsync_OutOfMemory_IsRepeatedAfterPause()
    {
        await using var link = Open();
        var (gateway, message, sending) = await SendAsync(link);
        using (gateway)
        {
            for (var i = 0; i < 3; i++)
            {
                await RefuseAsync(gateway, DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory);
                await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(200), Guard.Token());
                _time.Advance(TimeSpan.FromMilliseconds(200));
                Assert.Equal(message, await gateway.ReadAsync<DiagnosticMessage>());
            }

            await RefuseAsync(gateway, DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory);
            var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(sending));
            Assert.Equal(LinkFailure.NotAcknowledged, failure.Failure);
            Assert.Equal((uint?)5, failure.Code);
            Assert.Equal(LinkState.Connected, link.State);
        }
    }

    [Theory]
    [InlineData(DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress, LinkFailure.NotAcknowledged)]
    [InlineData(DiagnosticMessageNegativeAcknowledgementCode.TargetUnreachable, LinkFailure.NotAcknowledged)]
    [InlineData(DiagnosticMessageNegativeAcknowledgementCode.DiagnosticMessageTooLarge, LinkFailure.MessageTooLong)]
    public async Task SendAsync_Refused_ThrowsWithCode(DiagnosticMessageNegativeAcknowledgementCode code, LinkFailure expected)
    {
        await using var link = Open();
        var (gateway, _, sending) = await SendAsync(link);
        using (gateway)
        {
            await RefuseAsync(gateway, code);
            LinkException failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(sending));
            Assert.Equal(expected, failure.Failure);
            Assert.Equal((uint?)code, failure.Code);
        }
    }

    [Fact]
    public async Task SendAsync_NotAcknowledged_ThrowsTransient()
    {
        await using var link = Open(options => options with { AcknowledgementTimeout = TimeSpan.FromMilliseconds(300) });
        var (gateway, _, sending) = await SendAsync(link);
        using (gateway)
        {
            await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(300), Guard.Token());
            _time.Advance(TimeSpan.FromMilliseconds(300));
            var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(sending));
            Assert.Equal(LinkFailure.AcknowledgeTimeout, failure.Failure);
            Assert.True(failure.IsTransient);
        }
    }

    [Fact]
    public async Task ReceiveAsync_ConnectionLostAfterAcknowledgement_Throws()
    {
        await using var link = Open();
        var (gateway, message, sending) = await SendAsync(link);
        await gateway.AcknowledgeAsync(message);
        await Guard.Within(sending);
        gateway.Dispose();
        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(link.ReceiveAsync(Guard.Token()).AsTask()));
        Assert.Equal(LinkFailure.ConnectionLost, failure.Failure);
    }

    [Fact]
    public async Task SendAsync_AfterLoss_RecoversAndOldLossIsForgotten()
    {
        await using var link = Open();
        var (gateway, message, sending) = await SendAsync(link);
        await gateway.AcknowledgeAsync(message);
        await Guard.Within(sending);
        gateway.Dispose();
        using var second = await _gateway.AcceptAsync();
        await second.ActivateAsync();
        var again = link.SendAsync(Request, Guard.Token()).AsTask();
        await second.AcknowledgeAsync(await second.ReadAsync<DiagnosticMessage>());
        await Guard.Within(again);
        await second.RespondAsync(message, 0x62);
        Assert.Equal(0x62, (await link.ReceiveAsync(Guard.Token())).Payload.Span[0]);
    }

    [Fact]
    public async Task Functional_ManyEcus_AllAnswersArrive()
    {
        await using var link = Open(options => options with { TargetAddress = 0xE400, Addressing = AddressingMode.Functional });
        var (gateway, message, sending) = await SendAsync(link);
        using (gateway)
        {
            await gateway.AcknowledgeAsync(message);
            await Guard.Within(sending);
            for (ushort ecu = 1; ecu <= 5; ecu++)
            {
                await gateway.SendAsync(new DiagnosticMessage(ecu, 0x0E00, new byte[] { 0x62 }));
                Assert.Equal(ecu, (await link.ReceiveAsync(Guard.Token())).SourceAddress);
            }
        }
    }

    [Fact]
    public async Task ManyLinks_OneConnection_AnswersDoNotMix()
    {
        const int Links = 30;
        var links = Enumerable.Range(0, Links).Select(i => Open(options => options with { TargetAddress = (ushort)(0x2000 + i) })).ToArray();
        var exchanges = links.Select(async (link, i) =>
        {
            await link.SendAsync(new byte[] { 0x22, (byte)i }, Guard.Token());
            var answer = await link.ReceiveAsync(Guard.Token());
            Assert.Equal(0x2000u + (uint)i, answer.SourceAddress);
            Assert.Equal((byte)i, answer.Payload.Span[1]);
        }).ToArray();
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync();
        var requests = new List<DiagnosticMessage>();
        for (var i = 0; i < Links; i++)
        {
            requests.Add(await gateway.ReadAsync<DiagnosticMessage>());
        }

        foreach (var request in Enumerable.Reverse(requests))
        {
            await gateway.AcknowledgeAsync(request);
            await gateway.RespondAsync(request, 0x62, request.UserData.Span[1]);
        }

        await Guard.Within(Task.WhenAll(exchanges));
    }

    [Fact]
    public async Task DisposeAsync_WaitingReader_FailsAndConnectionLives()
    {
        var link = Open();
        await using var other = Open(options => options with { TargetAddress = 0x1002 });
        var receiving = link.ReceiveAsync(Guard.Token()).AsTask();
        await link.DisposeAsync();
        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(receiving))).Failure);
        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAsync<DoIpException>(() => link.SendAsync(Request, Guard.Token()).AsTask())).Failure);
        Assert.Equal(LinkState.Closed, link.State);
        var (gateway, message, sending) = await SendAsync(other);
        using (gateway)
        {
            await gateway.AcknowledgeAsync(message);
            await Guard.Within(sending);
        }
    }

    private static Task RefuseAsync(FakePeer gateway, DiagnosticMessageNegativeAcknowledgementCode code) =>
        gateway.SendAsync(new DiagnosticMessageNegativeAcknowledgement(0x1001, 0x0E00, code));

    private DoIpLink Open(Func<DoIpLinkOptions, DoIpLinkOptions>? change = null)
    {
        var options = new DoIpLinkOptions { Name = "ECU", TesterAddress = 0x0E00, TargetAddress = 0x1001 };
        return new DoIpLink(_connection, change?.Invoke(options) ?? options, _time);
    }

    private async Task<(FakePeer Gateway, DiagnosticMessage Message, Task<SendConfirmation> Sending)> SendAsync(DoIpLink link)
    {
        var sending = link.SendAsync(Request, Guard.Token()).AsTask();
        var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync();
        return (gateway, await gateway.ReadAsync<DiagnosticMessage>(), sending);
    }
}
