using System.Net;
using System.Net.Sockets;
using Modular.DoIp.Entity;
using Modular.DoIp.Messages;
using Modular.DoIp.Tests.Support;

namespace Modular.DoIp.Tests.Entity;

public sealed class DoIpServerTests
{
    [Fact]
    public async Task Activation_AnyTester_IsActivatedByEntity()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ConnectAsync();
        var response = await ServerFixture.AskAsync(peer, 0x0E80);
        Assert.Equal(new RoutingActivationResponse(0x0E80, 0x1000, RoutingActivationResponseCode.SuccessfullyActivated), response);
    }

    [Fact]
    public async Task Activation_UnknownTester_IsRefusedAndClosed()
    {
        await using var fixture = new ServerFixture(new DoIpEntityOptions { KnownTesters = new HashSet<ushort> { 0x0E00 } });
        using var peer = await fixture.ConnectAsync();
        Assert.Equal(RoutingActivationResponseCode.UnknownSourceAddress, (await ServerFixture.AskAsync(peer, 0x0E01)).Code);
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Activation_UnsupportedType_IsRefusedAndClosed()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ConnectAsync();
        Assert.Equal(RoutingActivationResponseCode.UnsupportedActivationType, (await ServerFixture.AskAsync(peer, 0x0E00, RoutingActivationType.CentralSecurity)).Code);
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Activation_AgainOnSameConnection_IsActivated()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        Assert.Equal(RoutingActivationResponseCode.SuccessfullyActivated, (await ServerFixture.AskAsync(peer, 0x0E00)).Code);
    }

    [Fact]
    public async Task Activation_OtherTesterOnSameConnection_IsRefusedAndClosed()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        Assert.Equal(RoutingActivationResponseCode.SourceAddressMismatch, (await ServerFixture.AskAsync(peer, 0x0E01)).Code);
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Activation_SameTesterElsewhereAndAlive_IsRefused()
    {
        await using var fixture = new ServerFixture();
        using var first = await fixture.ActivateAsync();
        using var second = await fixture.ConnectAsync();
        var asking = ServerFixture.AskAsync(second, 0x0E00);
        await first.ReadAsync<AliveCheckRequest>();
        await first.SendAsync(new AliveCheckResponse(0x0E00));
        Assert.Equal(RoutingActivationResponseCode.SourceAddressAlreadyActive, (await asking).Code);
        Assert.Null(await second.ReadAsync());
    }

    [Fact]
    public async Task Activation_SameTesterElsewhereAndSilent_ReplacesTheOldConnection()
    {
        await using var fixture = new ServerFixture();
        using var first = await fixture.ActivateAsync();
        using var second = await fixture.ConnectAsync();
        await second.SendAsync(new RoutingActivationRequest(0x0E00, default));
        await first.ReadAsync<AliveCheckRequest>();
        var answer = second.ReadAsync<RoutingActivationResponse>();

        // Two inactivity timers and the alive check.
        await fixture.Time.WaitForTimerAsync(TimeSpan.FromMilliseconds(500), Guard.Token());
        fixture.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(RoutingActivationResponseCode.SuccessfullyActivated, (await answer).Code);
        Assert.Null(await first.ReadAsync());
    }

    [Fact]
    public async Task Activation_AllSocketsInUse_IsRefused()
    {
        await using var fixture = new ServerFixture(new DoIpEntityOptions { MaxSockets = 1 });
        using var first = await fixture.ActivateAsync();
        using var second = await fixture.ConnectAsync();
        var asking = ServerFixture.AskAsync(second, 0x0E01);
        await first.ReadAsync<AliveCheckRequest>();
        await first.SendAsync(new AliveCheckResponse(0x0E00));
        Assert.Equal(RoutingActivationResponseCode.AllSocketsRegisteredAndActive, (await asking).Code);
    }

    [Theory]
    [InlineData(RoutingActivationResponseCode.ConfirmationRequired, true)]
    [InlineData(RoutingActivationResponseCode.MissingAuthentication, true)]
    [InlineData(RoutingActivationResponseCode.RejectedConfirmation, false)]
    [InlineData(RoutingActivationResponseCode.TlsRequired, false)]
    public async Task Activation_DecidedByEntity_FollowsTheCode(RoutingActivationResponseCode code, bool staysOpen)
    {
        await using var fixture = new ServerFixture(new DoIpEntityOptions { DecideActivation = _ => code });
        using var peer = await fixture.ConnectAsync();
        Assert.Equal(code, (await ServerFixture.AskAsync(peer, 0x0E00)).Code);
        if (staysOpen)
        {
            await peer.SendAsync(new AliveCheckRequest());
            await peer.ReadAsync<AliveCheckResponse>();
        }
        else
        {
            Assert.Null(await peer.ReadAsync());
        }
    }

    [Fact]
    public async Task Inactivity_NoActivation_IsClosed()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ConnectAsync();
        await fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(2), Guard.Token());
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Inactivity_ActivatedAndSilent_IsClosedAfterGeneralTimeout()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new AliveCheckRequest());
        await peer.ReadAsync<AliveCheckResponse>();
        fixture.Time.Advance(TimeSpan.FromMinutes(4));
        await peer.SendAsync(new AliveCheckRequest());
        await peer.ReadAsync<AliveCheckResponse>();
        await fixture.Time.RunUntilAsync(peer.ReadAsync(), Guard.Token());
        Assert.InRange(fixture.Time.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(9));
    }

    [Fact]
    public async Task Diagnostic_KnownTarget_IsAcknowledgedThenAnswered()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 0x22, 0xF1, 0x90 }));
        Assert.Equal(new DiagnosticMessagePositiveAcknowledgement(0x1001, 0x0E00, default), await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>());
        Assert.Equal(new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 0x62, 0xF1, 0x90 }), await peer.ReadAsync<DiagnosticMessage>());
    }

    [Fact]
    public async Task Diagnostic_FunctionalTarget_ReachesEveryEcuAndIsAcknowledgedOnce()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0xE400, new byte[] { 0x3E, 0x00 }));
        Assert.Equal(0xE400, (await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>()).SourceAddress);
        ushort[] sources = [(await peer.ReadAsync<DiagnosticMessage>()).SourceAddress, (await peer.ReadAsync<DiagnosticMessage>()).SourceAddress];
        Assert.Equal(new ushort[] { 0x1000, 0x1001 }, sources.Order());
    }

    [Fact]
    public async Task Diagnostic_UnknownTarget_IsRefusedAndConnectionStays()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress, await RefusalAsync(peer, 0x0E00, 0x9999, 1));
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress, await RefusalAsync(peer, 0x0E00, 0x9999, 1));
    }

    [Fact]
    public async Task Diagnostic_WrongSource_IsRefusedAndClosed()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.InvalidSourceAddress, await RefusalAsync(peer, 0x0E01, 0x1001, 1));
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Diagnostic_WithoutActivation_IsRefusedAndClosed()
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ConnectAsync();
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.InvalidSourceAddress, await RefusalAsync(peer, 0x0E00, 0x1001, 1));
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Diagnostic_TooLong_IsRefused()
    {
        await using var fixture = new ServerFixture(new DoIpEntityOptions { MaxDataSize = 16 });
        using var peer = await fixture.ActivateAsync();
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.DiagnosticMessageTooLarge, await RefusalAsync(peer, 0x0E00, 0x1001, 17));
    }

    [Fact]
    public async Task Diagnostic_RefusedByEcu_GivesItsCode()
    {
        var node = TestNode.Positive(0x1001);
        node.Refusal = DiagnosticMessageNegativeAcknowledgementCode.TargetUnreachable;
        await using var fixture = new ServerFixture(nodes: node);
        using var peer = await fixture.ActivateAsync();
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.TargetUnreachable, await RefusalAsync(peer, 0x0E00, 0x1001, 1));
    }

    [Fact]
    public async Task Diagnostic_EcuQueueFull_IsRefusedForLackOfMemory()
    {
        var entered = new SemaphoreSlim(0);
        var release = new TaskCompletionSource();
        var node = new TestNode(0x1001, async (_, _) =>
        {
            entered.Release();
            await release.Task;
        });
        await using var fixture = new ServerFixture(null, new DoIpServerOptions { NodeQueueCapacity = 1 }, node);
        using var peer = await fixture.ActivateAsync();
        var message = new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 1 });
        await peer.SendAsync(message);
        await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
        await entered.WaitAsync(Guard.Token());
        await peer.SendAsync(message);
        await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory, await RefusalAsync(peer, 0x0E00, 0x1001, 1));
        release.SetResult();
    }

    [Fact]
    public async Task Diagnostic_EcuThrows_NextRequestIsHandled()
    {
        var count = 0;
        var node = new TestNode(0x1001, async (request, cancellationToken) =>
        {
            if (count++ == 0)
            {
                throw new InvalidOperationException("test");
            }

            await request.RespondAsync(new byte[] { 0x7E, 0x00 }, cancellationToken);
        });
        await using var fixture = new ServerFixture(nodes: node);
        using var peer = await fixture.ActivateAsync();
        for (var i = 0; i < 2; i++)
        {
            await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 0x3E, 0x00 }));
            await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
        }

        Assert.Equal(0x7E, (await peer.ReadAsync<DiagnosticMessage>()).UserData.Span[0]);
    }

    [Fact]
    public async Task Diagnostic_EcuAnswersLaterAndOften_AllAnswersArrive()
    {
        DoIpNodeRequest? kept = null;
        var handled = new TaskCompletionSource();
        var node = new TestNode(0x1001, (request, _) =>
        {
            kept = request;
            handled.SetResult();
            return ValueTask.CompletedTask;
        });
        await using var fixture = new ServerFixture(nodes: node);
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 0x31, 0x01 }));
        await Guard.Within(handled.Task);
        Assert.True(await kept!.RespondAsync(new byte[] { 0x7F, 0x31, 0x78 }, default));
        Assert.True(await kept.RespondAsync(new byte[] { 0x71, 0x01 }, default));
        await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
        Assert.Equal(3, (await peer.ReadAsync<DiagnosticMessage>()).UserData.Length);
        Assert.Equal(2, (await peer.ReadAsync<DiagnosticMessage>()).UserData.Length);
        Assert.Equal(0x0E00, kept.TesterAddress);
        Assert.False(kept.IsFunctional);
    }

    [Fact]
    public async Task RespondAsync_TesterGone_IsFalse()
    {
        var requests = new TaskCompletionSource<DoIpNodeRequest>();
        var node = new TestNode(0x1001, (request, _) =>
        {
            requests.SetResult(request);
            return ValueTask.CompletedTask;
        });
        await using var fixture = new ServerFixture(nodes: node);
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 0x31, 0x01 }));
        var request = await Guard.Within(requests.Task);
        fixture.Server.CloseConnections();
        while (await peer.ReadAsync() is not null)
        {
            // What was on its way before the end.
        }

        Assert.False(await request.RespondAsync(new byte[] { 0x71, 0x01 }, default));
    }

    [Fact]
    public async Task Diagnostic_EchoWanted_AcknowledgementRepeatsMessage()
    {
        await using var fixture = new ServerFixture(options: new DoIpServerOptions { EchoPreviousMessage = true });
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 0x3E, 0x00 }));
        Assert.Equal("3E00", Convert.ToHexString((await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>()).PreviousMessage.Span));
    }

    [Theory]
    [InlineData("02FC000500000007", GenericNegativeAcknowledgementCode.IncorrectPatternFormat, true)]
    [InlineData("FF00000500000007", GenericNegativeAcknowledgementCode.IncorrectPatternFormat, true)]
    [InlineData("02FD00050000000800000000000000" + "00", GenericNegativeAcknowledgementCode.InvalidPayloadLength, true)]
    [InlineData("02FD80010000000300000000", GenericNegativeAcknowledgementCode.InvalidPayloadLength, true)]
    [InlineData("02FDF01000000003010203", GenericNegativeAcknowledgementCode.UnknownPayloadType, false)]
    [InlineData("02FD000100000000", GenericNegativeAcknowledgementCode.UnknownPayloadType, false)]
    [InlineData("02FD4001" + "00000000", GenericNegativeAcknowledgementCode.UnknownPayloadType, false)]
    public async Task Header_Bad_IsRefused(string hex, GenericNegativeAcknowledgementCode code, bool closes)
    {
        await using var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        await peer.SendRawAsync(Convert.FromHexString(hex));
        Assert.Equal(code, (await peer.ReadAsync<GenericNegativeAcknowledgement>()).Code);
        if (closes)
        {
            Assert.Null(await peer.ReadAsync());
        }
        else
        {
            await peer.SendAsync(new AliveCheckRequest());
            await peer.ReadAsync<AliveCheckResponse>();
        }
    }

    [Fact]
    public async Task Header_TooLong_IsRefusedSkippedAndConnectionStays()
    {
        await using var fixture = new ServerFixture(options: new DoIpServerOptions { Limits = new() { MaxPayloadLength = 64 } });
        using var peer = await fixture.ActivateAsync();
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[100_000]));
        Assert.Equal(GenericNegativeAcknowledgementCode.MessageTooLarge, (await peer.ReadAsync<GenericNegativeAcknowledgement>()).Code);
        await peer.SendAsync(new DiagnosticMessage(0x0E00, 0x1001, new byte[] { 0x3E, 0x00 }));
        await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
    }

    [Theory]
    [InlineData(7), InlineData(99), InlineData(13400)]
    public async Task Tcp_RandomBytes_ServerSurvives(int seed)
    {
        await using var fixture = new ServerFixture();
        var random = new Random(seed);
        for (var round = 0; round < 30; round++)
        {
            using var peer = await fixture.ConnectAsync();
            var bytes = new byte[random.Next(8, 600)];
            random.NextBytes(bytes);
            Convert.FromHexString("02FD").CopyTo(bytes, 0);
            bytes[4] = bytes[5] = 0;
            await peer.SendRawAsync(bytes);
        }

        using var sane = await fixture.ActivateAsync(0x0E42);
        await sane.SendAsync(new DiagnosticMessage(0x0E42, 0x1001, new byte[] { 0x3E, 0x00 }));
        await sane.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
    }

    [Fact]
    public async Task Shared_TwoEntities_EachActivatesSameTesterOnce()
    {
        await using var fixture = new ServerFixture([
            ServerFixture.Entity(0x1000, null, TestNode.Positive(0x1000)),
            ServerFixture.Entity(0x2000, null, TestNode.Positive(0x2000))]);
        using var first = await fixture.ConnectAsync();
        using var second = await fixture.ConnectAsync();
        Assert.Equal(0x1000, (await ServerFixture.AskAsync(first, 0x0E00)).EntityAddress);
        Assert.Equal(0x2000, (await ServerFixture.AskAsync(second, 0x0E00)).EntityAddress);

        // Every ECU is reached over either connection.
        foreach (var (peer, target) in new[] { (first, 0x2000), (second, 0x1000) })
        {
            await peer.SendAsync(new DiagnosticMessage(0x0E00, (ushort)target, new byte[] { 0x3E, 0x00 }));
            await peer.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
            Assert.Equal(target, (await peer.ReadAsync<DiagnosticMessage>()).SourceAddress);
        }

        fixture.Server.CloseConnections(fixture.Server.Entities[1]);
        Assert.Null(await second.ReadAsync());
        await first.SendAsync(new AliveCheckRequest());
        await first.ReadAsync<AliveCheckResponse>();
    }

    [Fact]
    public async Task Offline_Entity_RefusesItsEcus()
    {
        await using var fixture = new ServerFixture([
            ServerFixture.Entity(0x1000, null, TestNode.Positive(0x1000)),
            ServerFixture.Entity(0x2000, null, TestNode.Positive(0x2000))]);
        using var peer = await fixture.ActivateAsync();
        fixture.Server.Entities[1].IsOnline = false;
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress, await RefusalAsync(peer, 0x0E00, 0x2000, 1));
    }

    [Fact]
    public async Task MaxConnections_OneTooMany_IsClosed()
    {
        await using var fixture = new ServerFixture(options: new DoIpServerOptions { MaxConnections = 1 });
        using var first = await fixture.ActivateAsync();
        using var second = await fixture.ConnectAsync();
        Assert.Null(await second.ReadAsync());
    }

    [Fact]
    public async Task DisposeAsync_WithTesters_ClosesThemAndFreesThePort()
    {
        var fixture = new ServerFixture();
        using var peer = await fixture.ActivateAsync();
        var port = fixture.Server.EndPoint.Port;
        await fixture.DisposeAsync();
        Assert.Null(await peer.ReadAsync());
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        await fixture.DisposeAsync();
    }

    [Fact]
    public void Start_SameAddressTwice_Throws() => Assert.Throws<ArgumentException>(() => DoIpServer.Start(
        [ServerFixture.Entity(1, null, TestNode.Positive(7)), ServerFixture.Entity(2, null, TestNode.Positive(7))],
        new DoIpServerOptions { Port = 0 }));

    private static async Task<DiagnosticMessageNegativeAcknowledgementCode> RefusalAsync(FakePeer peer, ushort tester, ushort target, int length)
    {
        await peer.SendAsync(new DiagnosticMessage(tester, target, new byte[length]));
        return (await peer.ReadAsync<DiagnosticMessageNegativeAcknowledgement>()).Code;
    }
}
