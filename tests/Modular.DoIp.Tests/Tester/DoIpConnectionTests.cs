using System.Net;
using System.Net.Sockets;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Tests.Tester;

public sealed class DoIpConnectionTests : IDisposable
{
    private static readonly byte[] Request = [0x22, 0xF1, 0x90];

    private readonly FakeGateway _gateway = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task OpenAsync_Activated_KnowsEntity()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { TesterAddress = 0x0E80, OemSpecific = 0 }, code: RoutingActivationResponseCode.SuccessfullyActivated);
        Assert.Equal((ushort?)0x1000, pair.Tester.EntityAddress);
        Assert.Equal(new RoutingActivationRequest(0x0E80, RoutingActivationType.Default, 0, 0), pair.Activation);
        Assert.True(pair.Tester.IsConnected);
    }

    [Fact]
    public async Task ActivateRoutingAsync_ConfirmationRequired_IsDistinguishableSuccess()
    {
        await using var pair = await ConnectAsync();
        var activating = pair.Tester.ActivateRoutingAsync();
        await pair.Gateway.ActivateAsync(RoutingActivationResponseCode.ConfirmationRequired);
        var response = await Guard.Within(activating);
        Assert.True(response.IsSuccess);
        Assert.Equal(RoutingActivationResponseCode.ConfirmationRequired, response.Code);
    }

    [Theory]
    [InlineData(0x00), InlineData(0x01), InlineData(0x02), InlineData(0x03), InlineData(0x04)]
    [InlineData(0x05), InlineData(0x06), InlineData(0x08), InlineData(0x12), InlineData(0xE0), InlineData(0xFF)]
    public async Task OpenAsync_Refused_ThrowsWithCode(byte code)
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, timeProvider: _time);
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync((RoutingActivationResponseCode)code);
        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(opening));
        Assert.Equal(DoIpFailureCause.RoutingActivationRefused, failure.Cause);
        Assert.Equal(code, failure.Code);
        Assert.Equal(LinkFailure.ActivationRefused, failure.Failure);
        Assert.Null(await gateway.ReadAsync());
    }

    [Fact]
    public async Task OpenAsync_TlsRequired_SaysThatThereIsNone()
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, timeProvider: _time);
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync(RoutingActivationResponseCode.TlsRequired);
        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(opening));
        Assert.Equal(DoIpFailureCause.TlsRequired, failure.Cause);
        Assert.Contains("TLS is not available in this version", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task OpenAsync_NoAnswer_TimesOut()
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, timeProvider: _time);
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ReadAsync<RoutingActivationRequest>();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(30), Guard.Token());
        _time.Advance(TimeSpan.FromSeconds(30));
        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(opening));
        Assert.Equal(DoIpFailureCause.RoutingActivationTimeout, failure.Cause);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task OpenAsync_AnswerForAnotherTester_IsIgnored()
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, timeProvider: _time);
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ReadAsync<RoutingActivationRequest>();
        await gateway.SendAsync(new RoutingActivationResponse(0x0E01, 1, RoutingActivationResponseCode.UnknownSourceAddress));
        await gateway.SendAsync(new RoutingActivationResponse(0x0E00, 1, RoutingActivationResponseCode.SuccessfullyActivated));
        await using var connection = await Guard.Within(opening);
        Assert.Equal((ushort?)1, connection.EntityAddress);
    }

    [Fact]
    public async Task OpenAsync_HeaderRefused_ThrowsWithGenericCode()
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, timeProvider: _time);
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ReadAsync<RoutingActivationRequest>();
        await gateway.SendAsync(new GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode.IncorrectPatternFormat));
        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(opening));
        Assert.Equal(DoIpFailureCause.RoutingActivationRefused, failure.Cause);
        Assert.Contains("IncorrectPatternFormat", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_PeerClosesDuringActivation_Throws()
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, timeProvider: _time);
        using (var gateway = await _gateway.AcceptAsync())
        {
            await gateway.ReadAsync<RoutingActivationRequest>();
        }

        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(opening));
        Assert.Equal(LinkFailure.ConnectionLost, failure.Failure);
    }

    [Fact]
    public async Task ConnectAsync_NobodyListens_Throws()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var failure = await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(DoIpConnection.ConnectAsync(socket.LocalEndPoint!)));
        Assert.Equal(DoIpFailureCause.ConnectFailed, failure.Cause);
        Assert.Equal(socket.LocalEndPoint!.ToString(), failure.Endpoint);
    }

    [Fact]
    public async Task ConnectAsync_LocalEndPoint_IsUsed()
    {
        var local = new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0);
        await using var connection = await DoIpConnection.ConnectAsync(_gateway.EndPoint, new DoIpConnectionOptions { LocalEndPoint = local });
        using var gateway = await _gateway.AcceptAsync();
        Assert.Equal(IPAddress.Parse("127.0.0.9"), ((IPEndPoint)gateway.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task SendDiagnosticAsync_Acknowledged_TellsTheMoment()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        Assert.Equal(new DiagnosticMessage(0x0E00, 0x1001, Request), message);
        _time.Advance(TimeSpan.FromMilliseconds(40));
        await pair.Gateway.AcknowledgeAsync(message);
        var acknowledgement = await Guard.Within(sending);
        Assert.Equal(new DiagnosticAcknowledgement(DiagnosticAcknowledgementKind.Positive, _time.GetTimestamp()), acknowledgement);
        Assert.Equal(TimeSpan.FromMilliseconds(40).Ticks, acknowledgement.Timestamp);
    }

    [Theory]
    [InlineData(0x02), InlineData(0x03), InlineData(0x04), InlineData(0x05), InlineData(0x06), InlineData(0x07), InlineData(0x08), InlineData(0x42)]
    public async Task SendDiagnosticAsync_Refused_GivesCode(byte code)
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.SendAsync(new DiagnosticMessageNegativeAcknowledgement(0x1001, 0x0E00, (DiagnosticMessageNegativeAcknowledgementCode)code));
        var acknowledgement = await Guard.Within(sending);
        Assert.False(acknowledgement.IsPositive);
        Assert.Equal(DiagnosticAcknowledgementKind.Negative, acknowledgement.Kind);
        Assert.Equal((DiagnosticMessageNegativeAcknowledgementCode)code, acknowledgement.NegativeCode);
    }

    [Fact]
    public async Task SendDiagnosticAsync_HeaderRefused_GivesGenericCode()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.SendAsync(new GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode.MessageTooLarge));
        var acknowledgement = await Guard.Within(sending);
        Assert.Equal(DiagnosticAcknowledgementKind.GenericNegative, acknowledgement.Kind);
        Assert.Equal(GenericNegativeAcknowledgementCode.MessageTooLarge, acknowledgement.GenericCode);
        Assert.True(pair.Tester.IsConnected);
    }

    [Theory]
    [InlineData("02FD8001FFFFFFFF")]
    [InlineData("02FD800100010000" + "10010E00")]
    public async Task SendDiagnosticAsync_EntityNeverFinishesAMessage_LosesTheConnection(string begun)
    {
        await using var pair = await OpenAsync();

        // The answer to the alive check tells that the tester has read what stands behind it; sends may still time out before
        // the tester has noted so, how many depends on the machine.
        await pair.Gateway.SendRawAsync(Convert.FromHexString("02FD000700000000" + begun));
        await pair.Gateway.ReadAsync<AliveCheckResponse>();
        var lost = await Assert.ThrowsAsync<DoIpException>(async () =>
        {
            for (var patience = Guard.Token(); !patience.IsCancellationRequested;)
            {
                var sending = pair.SendAsync(0x1001, Request);
                await pair.Gateway.AcknowledgeAsync(await pair.Gateway.ReadAsync<DiagnosticMessage>());
                await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1), Guard.Token());
                _time.Advance(TimeSpan.FromSeconds(1));
                Assert.Equal(DiagnosticAcknowledgementKind.TimedOut, (await Guard.Within(sending)).Kind);
            }
        });

        Assert.Equal(DoIpFailureCause.ProtocolViolation, lost.Cause);
        Assert.False(pair.Tester.IsConnected);
    }

    [Fact]
    public async Task SendDiagnosticAsync_NoAcknowledgement_TimesOutAndConnectionStaysUsable()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1), Guard.Token());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(DiagnosticAcknowledgementKind.TimedOut, (await Guard.Within(sending)).Kind);

        var again = pair.SendAsync(0x1001, Request);
        await pair.Gateway.AcknowledgeAsync(await pair.Gateway.ReadAsync<DiagnosticMessage>());
        Assert.True((await Guard.Within(again)).IsPositive);
    }

    [Fact]
    public async Task SendDiagnosticAsync_ResponseBeforeAcknowledgement_CountsAsAcknowledgementAndIsNotLost()
    {
        await using var pair = await OpenAsync();
        using var subscription = pair.Tester.Subscribe(0x1001);
        var sending = pair.SendAsync(0x1001, Request);
        var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.RespondAsync(message, 0x62, 0xF1, 0x90);
        Assert.Equal(DiagnosticAcknowledgementKind.ImpliedByResponse, (await Guard.Within(sending)).Kind);
        Assert.Equal("62F190", Convert.ToHexString((await subscription.ReceiveAsync(Guard.Token())).UserData.Span));

        // The late acknowledgement belongs to the first message and must not be taken for the second one's.
        await pair.Gateway.AcknowledgeAsync(message);
        var second = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.SendAsync(new DiagnosticMessageNegativeAcknowledgement(0x1001, 0x0E00, DiagnosticMessageNegativeAcknowledgementCode.TargetUnreachable));
        Assert.Equal(DiagnosticAcknowledgementKind.Negative, (await Guard.Within(second)).Kind);
    }

    [Fact]
    public async Task SendDiagnosticAsync_LateAcknowledgementAfterNextSend_IsAbsorbed()
    {
        await using var pair = await OpenAsync();
        using var subscription = pair.Tester.Subscribe(0x1001);
        var first = pair.SendAsync(0x1001, Request);
        var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.RespondAsync(message, 0x62);
        await Guard.Within(first);
        var second = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.AcknowledgeAsync(message);
        await pair.Gateway.SendAsync(new DiagnosticMessageNegativeAcknowledgement(0x1001, 0x0E00, DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory));
        Assert.Equal(DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory, (await Guard.Within(second)).NegativeCode);
    }

    [Theory]
    [InlineData(0x1002, 0x0E00)]
    [InlineData(0x1001, 0x0E01)]
    public async Task SendDiagnosticAsync_AcknowledgementOfOthers_IsSurfacedAndIgnored(int source, int target)
    {
        await using var pair = await OpenAsync();
        var stray = pair.Next(DoIpConnectionEventKind.StrayAcknowledgement);
        var sending = pair.SendAsync(0x1001, Request);
        var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.SendAsync(new DiagnosticMessagePositiveAcknowledgement((ushort)source, (ushort)target, default));
        await Guard.Within(stray);
        Assert.False(sending.IsCompleted);
        await pair.Gateway.AcknowledgeAsync(message);
        Assert.True((await Guard.Within(sending)).IsPositive);
    }

    [Fact]
    public async Task SendDiagnosticAsync_AcknowledgementWithGatewaysOwnAddress_IsTaken()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.SendAsync(new DiagnosticMessagePositiveAcknowledgement(0x1000, 0x0E00, default));
        Assert.True((await Guard.Within(sending)).IsPositive);
    }

    [Fact]
    public async Task SendDiagnosticAsync_EchoOfAnotherMessage_IsIgnored()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.SendAsync(new DiagnosticMessageNegativeAcknowledgement(0x1001, 0x0E00, DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory, new byte[] { 0x3E, 0x80 }));
        await pair.Gateway.SendAsync(new DiagnosticMessagePositiveAcknowledgement(0x1001, 0x0E00, default, Request.AsMemory(0, 2)));
        Assert.True((await Guard.Within(sending)).IsPositive);
    }

    [Fact]
    public async Task SendDiagnosticAsync_Cancelled_LeavesConnectionUsable()
    {
        await using var pair = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var sending = pair.Tester.SendDiagnosticAsync(0x1001, Request, cancel.Token).AsTask();
        var first = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.Within(sending));

        var second = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Gateway.AcknowledgeAsync(first);
        await pair.Gateway.SendAsync(new DiagnosticMessageNegativeAcknowledgement(0x1001, 0x0E00, DiagnosticMessageNegativeAcknowledgementCode.TargetUnreachable));
        Assert.Equal(DiagnosticAcknowledgementKind.Negative, (await Guard.Within(second)).Kind);
    }

    [Fact]
    public async Task SendDiagnosticAsync_Functional_AnyAnswerAcknowledgesAndAllAreDelivered()
    {
        await using var pair = await OpenAsync();
        using var all = pair.Tester.Subscribe(null);
        var sending = pair.Tester.SendDiagnosticAsync(new DiagnosticSend(0xE400, Request) { IsFunctional = true }, Guard.Token()).AsTask();
        var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        Assert.Equal(0xE400, message.TargetAddress);
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 0x62 }));
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x1002, 0x0E00, new byte[] { 0x62 }));
        Assert.Equal(DiagnosticAcknowledgementKind.ImpliedByResponse, (await Guard.Within(sending)).Kind);
        Assert.Equal(0x1001, (await all.ReceiveAsync(Guard.Token())).Source);
        Assert.Equal(0x1002, (await all.ReceiveAsync(Guard.Token())).Source);
    }

    [Fact]
    public async Task Subscribe_ManyEcus_AnswersAreRoutedBySource()
    {
        const int Ecus = 40;
        const int Rounds = 25;
        await using var pair = await OpenAsync();
        var gateway = Task.Run(async () =>
        {
            // Answers out of order: each pair of requests is answered backwards, as long as enough ECUs are asked for pairs to form.
            DiagnosticMessage? held = null;
            for (var i = 0; i < Ecus * Rounds; i++)
            {
                var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
                await pair.Gateway.AcknowledgeAsync(message);
                if (held is { } earlier)
                {
                    await pair.Gateway.RespondAsync(message, [0x62, .. message.UserData.Span[1..]]);
                    await pair.Gateway.RespondAsync(earlier, [0x62, .. earlier.UserData.Span[1..]]);
                    held = null;
                }
                else if (i < Ecus * Rounds / 2)
                {
                    held = message;
                }
                else
                {
                    await pair.Gateway.RespondAsync(message, [0x62, .. message.UserData.Span[1..]]);
                }
            }
        });
        var testers = Enumerable.Range(0, Ecus).Select(async ecu =>
        {
            var address = (ushort)(0x2000 + ecu);
            using var subscription = pair.Tester.Subscribe(address);
            for (var round = 0; round < Rounds; round++)
            {
                Assert.True((await pair.SendAsync(address, [0x22, (byte)ecu, (byte)round])).IsPositive);
                var answer = await subscription.ReceiveAsync(Guard.Token());
                Assert.Equal([0x62, (byte)ecu, (byte)round], answer.UserData.ToArray());
                Assert.Equal(address, answer.Source);
            }
        });
        await Guard.Within(Task.WhenAll([.. testers, gateway]));
    }

    [Fact]
    public async Task Subscribe_SlowReader_DropsOldestAndCounts()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { SubscriptionCapacity = 4 });
        using var slow = pair.Tester.Subscribe(0x1001);
        using var other = pair.Tester.Subscribe(0x1002);
        for (byte i = 0; i < 10; i++)
        {
            await pair.Gateway.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new[] { i }));
        }

        await pair.Gateway.SendAsync(new DiagnosticMessage(0x1002, 0x0E00, new byte[] { 1 }));
        await other.ReceiveAsync(Guard.Token());
        Assert.Equal(6, slow.Dropped);
        for (byte i = 6; i < 10; i++)
        {
            Assert.True(slow.TryReceive(out var message));
            Assert.Equal(i, message.UserData.Span[0]);
        }

        Assert.False(slow.TryReceive(out _));
    }

    [Fact]
    public async Task ReceiveAsync_Cancelled_LosesNothing()
    {
        await using var pair = await OpenAsync();
        using var subscription = pair.Tester.Subscribe(0x1001);
        using var cancel = new CancellationTokenSource();
        var receiving = subscription.ReceiveAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 9 }));
        Assert.Equal(9, (await subscription.ReceiveAsync(Guard.Token())).UserData.Span[0]);
    }

    [Fact]
    public async Task ReceiveAsync_MessageInPieces_KnowsFirstAndLastByte()
    {
        await using var pair = await OpenAsync();
        using var first = pair.Tester.Subscribe(0x1001);
        using var other = pair.Tester.Subscribe(0x1002);
        var bytes = Modular.DoIp.Codec.DoIpCodec.ToArray(DoIpProtocolVersion.V2012, new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 1, 2, 3 }));

        // The whole message in front proves that the reader has seen the beginning of the next one.
        byte[] front = [.. Modular.DoIp.Codec.DoIpCodec.ToArray(DoIpProtocolVersion.V2012, new DiagnosticMessage(0x1002, 0x0E00, new byte[] { 1 })), .. bytes[..10]];
        await pair.Gateway.SendRawAsync(front);
        await other.ReceiveAsync(Guard.Token());
        _time.Advance(TimeSpan.FromMilliseconds(7));
        await pair.Gateway.SendRawAsync(bytes.AsMemory(10));
        var message = await first.ReceiveAsync(Guard.Token());
        Assert.Equal(0, message.FirstSeen);
        Assert.Equal(TimeSpan.FromMilliseconds(7).Ticks, message.Completed);
    }

    [Fact]
    public async Task Occurred_StrayMessage_IsSurfaced()
    {
        await using var pair = await OpenAsync();
        var stray = pair.Next(DoIpConnectionEventKind.StrayMessage);
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x7777, 0x0E00, new byte[] { 0x7E, 0 }));
        Assert.Equal(new DiagnosticMessage(0x7777, 0x0E00, new byte[] { 0x7E, 0 }), (await Guard.Within(stray)).Message);
    }

    [Fact]
    public async Task Occurred_HandlerThrows_ConnectionLives()
    {
        await using var pair = await OpenAsync();
        pair.Tester.Occurred += (_, _) => throw new InvalidOperationException("test");
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x7777, 0x0E00, new byte[] { 0x7E, 0 }));
        await pair.Gateway.SendAsync(new AliveCheckRequest());
        await pair.Gateway.ReadAsync<AliveCheckResponse>();
        Assert.True(pair.Tester.IsConnected);
    }

    [Fact]
    public async Task Occurred_UnknownAndSkippedMessages_ConnectionLives()
    {
        await using var pair = await OpenAsync();
        var unknown = pair.Next(DoIpConnectionEventKind.UnhandledMessage);
        var skipped = pair.Next(DoIpConnectionEventKind.SkippedMessage);
        await pair.Gateway.SendAsync(new UnknownMessage((DoIpPayloadType)0xF010, new byte[] { 1, 2, 3 }));
        Assert.Equal(new UnknownMessage((DoIpPayloadType)0xF010, new byte[] { 1, 2, 3 }), (await Guard.Within(unknown)).Message);

        // A routing activation response one byte short, then an alive check right behind it.
        await pair.Gateway.SendRawAsync(Convert.FromHexString("02FD0006000000080E00100010000000" + "02FD000700000000"));
        Assert.Equal(GenericNegativeAcknowledgementCode.InvalidPayloadLength, (await Guard.Within(skipped)).Code);
        await pair.Gateway.ReadAsync<AliveCheckResponse>();
    }

    [Fact]
    public async Task Reader_MessageLongerThanLimit_IsSkippedWithoutBeingKept()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { Limits = new() { MaxPayloadLength = 1024 } });
        var skipped = pair.Next(DoIpConnectionEventKind.SkippedMessage);
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new byte[300_000]));
        await pair.Gateway.SendAsync(new AliveCheckRequest());
        Assert.Equal(GenericNegativeAcknowledgementCode.MessageTooLarge, (await Guard.Within(skipped)).Code);
        await pair.Gateway.ReadAsync<AliveCheckResponse>();
    }

    [Fact]
    public async Task Reader_FloodOfStrayMessages_ConnectionStaysUsable()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        var message = await pair.Gateway.ReadAsync<DiagnosticMessage>();
        var flood = Modular.DoIp.Codec.DoIpCodec.ToArray(DoIpProtocolVersion.V2012, new DiagnosticMessage(0x4444, 0x0E00, new byte[50]));
        await pair.Gateway.SendRawAsync(Enumerable.Repeat(flood, 20_000).SelectMany(bytes => bytes).ToArray());
        await pair.Gateway.AcknowledgeAsync(message);
        Assert.True((await Guard.Within(sending)).IsPositive);
    }

    [Fact]
    public async Task Reader_AliveCheckRequest_IsAnsweredWithTesterAddress()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { TesterAddress = 0x0E80 });
        await pair.Gateway.SendAsync(new AliveCheckRequest());
        Assert.Equal(0x0E80, (await pair.Gateway.ReadAsync<AliveCheckResponse>()).SourceAddress);
    }

    [Fact]
    public async Task Reader_AcknowledgeReceivedMessages_SendsAcknowledgement()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { AcknowledgeReceivedMessages = true });
        await pair.Gateway.SendAsync(new DiagnosticMessage(0x1001, 0x0E00, new byte[] { 0x62 }));
        var acknowledgement = await pair.Gateway.ReadAsync<DiagnosticMessagePositiveAcknowledgement>();
        Assert.Equal(new DiagnosticMessagePositiveAcknowledgement(0x0E00, 0x1001, default), acknowledgement);
    }

    [Fact]
    public async Task CheckAliveAsync_Answered_IsTrue()
    {
        await using var pair = await OpenAsync();
        var checking = pair.Tester.CheckAliveAsync(Guard.Token());
        await pair.Gateway.ReadAsync<AliveCheckRequest>();
        await pair.Gateway.SendAsync(new AliveCheckResponse(0x1000));
        Assert.True(await Guard.Within(checking));
    }

    [Fact]
    public async Task CheckAliveAsync_NotAnswered_IsFalse()
    {
        await using var pair = await OpenAsync();
        var checking = pair.Tester.CheckAliveAsync(Guard.Token());
        await pair.Gateway.ReadAsync<AliveCheckRequest>();
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(500), Guard.Token());
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.False(await Guard.Within(checking));
        Assert.True(pair.Tester.IsConnected);
    }

    [Fact]
    public async Task KeepAlive_Idle_SendsAliveCheckResponse()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { KeepAlive = KeepAliveMode.AliveCheckResponse });
        for (var i = 0; i < 3; i++)
        {
            await _time.WaitForTimerAsync(TimeSpan.FromMinutes(2), Guard.Token());
            _time.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(0x0E00, (await pair.Gateway.ReadAsync<AliveCheckResponse>()).SourceAddress);
        }
    }

    [Fact]
    public async Task KeepAlive_EntityStopsAnsweringRequests_IsLost()
    {
        await using var pair = await OpenAsync(new DoIpConnectionOptions { KeepAlive = KeepAliveMode.AliveCheckRequest });
        await _time.WaitForTimerAsync(TimeSpan.FromMinutes(2), Guard.Token());
        _time.Advance(TimeSpan.FromMinutes(2));
        await pair.Gateway.ReadAsync<AliveCheckRequest>();
        await pair.Gateway.SendAsync(new AliveCheckResponse(0x1000));

        // The answer to this proves that the tester has read the one before.
        await pair.Gateway.SendAsync(new AliveCheckRequest());
        await pair.Gateway.ReadAsync<AliveCheckResponse>();
        await _time.RunUntilAsync(pair.Tester.Completion, Guard.Token());
        var reason = await Guard.Within(pair.Tester.Completion);
        Assert.Equal(DoIpFailureCause.AliveCheckFailed, reason?.Cause);
    }

    [Fact]
    public async Task Completion_PeerCloses_EverythingPendingFails()
    {
        await using var pair = await OpenAsync();
        using var subscription = pair.Tester.Subscribe(0x1001);
        var receiving = subscription.ReceiveAsync(Guard.Token()).AsTask();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        pair.Gateway.Dispose();
        Assert.Equal(DoIpFailureCause.ClosedByPeer, (await Guard.Within(pair.Tester.Completion))?.Cause);
        Assert.Equal(LinkFailure.ConnectionLost, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(sending))).Failure);
        Assert.Equal(LinkFailure.ConnectionLost, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(receiving))).Failure);
        Assert.Equal(LinkFailure.ConnectionLost, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(pair.SendAsync(0x1001, Request)))).Failure);
        Assert.False(pair.Tester.IsConnected);
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(8), InlineData(11), InlineData(14)]
    public async Task Completion_PeerClosesInsideMessage_SaysSo(int bytes)
    {
        await using var pair = await OpenAsync();
        await pair.Gateway.SendRawAsync(Convert.FromHexString("02FD80010000000710000E0062F190").AsMemory(0, bytes));
        pair.Gateway.Dispose();
        Assert.Equal(DoIpFailureCause.ClosedInsideMessage, (await Guard.Within(pair.Tester.Completion))?.Cause);
    }

    [Fact]
    public async Task Completion_PeerResets_IsLost()
    {
        await using var pair = await OpenAsync();
        pair.Gateway.Reset();
        var reason = await Guard.Within(pair.Tester.Completion);
        Assert.Equal(LinkFailure.ConnectionLost, reason?.Failure);
    }

    [Fact]
    public async Task Completion_BytesThatAreNoHeader_IsProtocolViolation()
    {
        await using var pair = await OpenAsync();
        await pair.Gateway.SendRawAsync("HTTP/1.1 400 Bad Request"u8.ToArray());
        var reason = await Guard.Within(pair.Tester.Completion);
        Assert.Equal(DoIpFailureCause.ProtocolViolation, reason?.Cause);
        Assert.NotNull(reason?.Bytes);
        Assert.Null(await pair.Gateway.ReadAsync());
    }

    [Fact]
    public async Task Completion_Disposed_IsNullAndPendingFails()
    {
        await using var pair = await OpenAsync();
        var sending = pair.SendAsync(0x1001, Request);
        await pair.Gateway.ReadAsync<DiagnosticMessage>();
        await pair.Tester.DisposeAsync();
        Assert.Null(await Guard.Within(pair.Tester.Completion));
        Assert.Equal(DoIpFailureCause.Disposed, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(sending))).Cause);
        Assert.Null(await pair.Gateway.ReadAsync());
    }

    [Fact]
    public async Task SendDiagnosticAsync_PeerTakesNoBytes_IsLostAfterSendTimeout()
    {
        await using var pair = await OpenAsync();
        var big = new byte[32 * 1024 * 1024];
        var sending = pair.SendAsync(0x1001, big);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(5), Guard.Token());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(DoIpFailureCause.SendTimeout, (await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(sending))).Cause);
        Assert.Equal(DoIpFailureCause.SendTimeout, (await Guard.Within(pair.Tester.Completion))?.Cause);
    }

    private async Task<Pair> ConnectAsync(DoIpConnectionOptions? options = null)
    {
        var connecting = DoIpConnection.ConnectAsync(_gateway.EndPoint, options, _time);
        var gateway = await _gateway.AcceptAsync();
        return new Pair(await Guard.Within(connecting), gateway, default);
    }

    private async Task<Pair> OpenAsync(
        DoIpConnectionOptions? options = null,
        RoutingActivationResponseCode code = RoutingActivationResponseCode.SuccessfullyActivated)
    {
        var opening = DoIpConnection.OpenAsync(_gateway.EndPoint, options, _time);
        var gateway = await _gateway.AcceptAsync();
        var activation = await gateway.ActivateAsync(code);
        return new Pair(await Guard.Within(opening), gateway, activation);
    }

    private sealed record Pair(DoIpConnection Tester, FakePeer Gateway, RoutingActivationRequest Activation) : IAsyncDisposable
    {
        public Task<DiagnosticAcknowledgement> SendAsync(ushort target, byte[] userData) =>
            Tester.SendDiagnosticAsync(target, userData, Guard.Token()).AsTask();

        public Task<DoIpConnectionEvent> Next(DoIpConnectionEventKind kind)
        {
            var next = new TaskCompletionSource<DoIpConnectionEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
            Tester.Occurred += (_, occurred) =>
            {
                if (occurred.Kind == kind)
                {
                    next.TrySetResult(occurred);
                }
            };
            return next.Task;
        }

        public async ValueTask DisposeAsync()
        {
            await Tester.DisposeAsync();
            Gateway.Dispose();
        }
    }
}
