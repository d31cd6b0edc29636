using Modular.DoIp.Discovery;
using Modular.DoIp.Entity;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.DoIp.Tests.Entity;
using Modular.DoIp.Tests.Support;

namespace Modular.DoIp.Tests.Interop;

/// <summary>Our tester and our entities, on loopback, with the real clock.</summary>
public sealed class InteropTests
{
    // Patient enough for a machine that is busy with something else.
    private static readonly DoIpConnectionOptions Patient = new() { AcknowledgementTimeout = Guard.Limit };

    [Fact]
    public async Task DiscoverConnectAsk_TwoGatewaysAtOneAddress_EveryEcuAnswers()
    {
        await using var server = DoIpServer.Start(
            [
                ServerFixture.Entity(0x1000, null, TestNode.Positive(0x1000, 0xE400), TestNode.Positive(0x1001, 0xE400)),
                ServerFixture.Entity(0x2000, null, TestNode.Positive(0x2000, 0xE400)),
            ],
            new DoIpServerOptions { Port = 0, ProtocolVersion = DoIpProtocolVersion.V2019 });
        var discovery = new DoIpDiscovery(new DoIpDiscoveryOptions { Broadcast = false, Targets = [server.DiscoveryEndPoint], Window = Guard.Limit });
        var found = 0;
        await foreach (var entity in discovery.DiscoverStreamAsync(default, Guard.Token()))
        {
            await using var tester = new DoIpEntityConnection(
                entity.EndPoint,
                new DoIpEntityConnectionOptions { Connection = Patient with { ProtocolVersion = entity.ProtocolVersion } });
            using var subscription = tester.Subscribe(entity.Announcement.LogicalAddress);
            var sent = await tester.SendDiagnosticAsync(new DiagnosticSend(entity.Announcement.LogicalAddress, new byte[] { 0x22, 0xF1, 0x90 }), Guard.Token());
            Assert.True(sent.IsPositive);
            Assert.Equal("62F190", Convert.ToHexString((await subscription.ReceiveAsync(Guard.Token())).UserData.Span));
            if (++found == 2)
            {
                return;
            }
        }

        Assert.Fail($"Only {found} of 2 entities answered.");
    }

    [Fact]
    public async Task Functional_ThreeEcus_AllAnswer()
    {
        await using var fixture = new ServerFixture(nodes: [TestNode.Positive(0x1000, 0xE400), TestNode.Positive(0x1001, 0xE400), TestNode.Positive(0x1002, 0xE400)]);
        await using var tester = await DoIpConnection.OpenAsync(fixture.Server.EndPoint, Patient);
        using var all = tester.Subscribe(null);
        var sent = await tester.SendDiagnosticAsync(new DiagnosticSend(0xE400, new byte[] { 0x3E, 0x00 }) { IsFunctional = true }, Guard.Token());
        Assert.True(sent.IsPositive);
        var sources = new List<ushort>();
        for (var i = 0; i < 3; i++)
        {
            sources.Add((await all.ReceiveAsync(Guard.Token())).Source);
        }

        Assert.Equal(new ushort[] { 0x1000, 0x1001, 0x1002 }, sources.Order());
    }

    [Fact]
    public async Task CloseConnections_UnderLoad_TesterRecoversAndNoAnswerIsWrong()
    {
        const int Ecus = 20;
        const int Rounds = 60;
        await using var fixture = new ServerFixture(nodes: [.. Enumerable.Range(0, Ecus).Select(i => TestNode.Positive((ushort)(0x3000 + i)))]);
        await using var tester = new DoIpEntityConnection(fixture.Server.EndPoint, new DoIpEntityConnectionOptions { Connection = Patient });
        var done = 0;
        var testers = Enumerable.Range(0, Ecus).Select(async i =>
        {
            var address = (ushort)(0x3000 + i);
            using var subscription = tester.Subscribe(address);
            for (var round = 0; round < Rounds;)
            {
                // Each attempt carries a number of its own, so that an answer to an earlier attempt is told apart.
                byte[] request = [0x22, (byte)i, (byte)round];
                try
                {
                    while (subscription.TryReceive(out _))
                    {
                        // Answers to what was asked before the loss.
                    }

                    subscription.ForgetLoss();
                    Assert.True((await tester.SendDiagnosticAsync(new DiagnosticSend(address, request), Guard.Token())).IsPositive);
                    var answer = await subscription.ReceiveAsync(Guard.Token());
                    Assert.Equal([0x62, (byte)i, (byte)round], answer.UserData.ToArray());
                    round++;
                    if (Interlocked.Increment(ref done) % 300 == 0)
                    {
                        fixture.Server.CloseConnections();
                    }
                }
                catch (DoIpException e) when (e.IsTransient)
                {
                    // Lost; the next request recovers.
                }
            }
        });
        await Guard.Within(Task.WhenAll(testers));
        Assert.Equal(Ecus * Rounds, done);
    }
}
