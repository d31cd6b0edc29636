using System.Net;
using System.Net.Sockets;
using Modular.DoIp.Codec;
using Modular.DoIp.Discovery;
using Modular.DoIp.Entity;
using Modular.DoIp.Messages;
using Modular.DoIp.Tests.Entity;
using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;

namespace Modular.DoIp.Tests.Discovery;

public sealed class DoIpDiscoveryTests
{
    [Fact]
    public async Task Discover_UnicastTarget_FindsEveryEntityBehindIt()
    {
        await using var fixture = TwoEntities();
        var found = await FindAsync(fixture, default, 2);
        Assert.Equal([0x1000, 0x2000], found.Select(entity => (int)entity.Announcement.LogicalAddress).Order());
        Assert.All(found, entity => Assert.Equal(fixture.Server.EndPoint, entity.EndPoint));
        Assert.All(found, entity => Assert.Equal(DoIpProtocolVersion.V2019, entity.ProtocolVersion));
        Assert.Equal("SCEDT26T8BD005261", found[0].Announcement.Vin.Value);
        Assert.Equal(SynchronizationStatus.Synchronized, found[0].Announcement.SynchronizationStatus);
    }

    [Fact]
    public async Task Discover_ByEid_FindsThatEntityOnly()
    {
        await using var fixture = TwoEntities();
        var found = await WindowAsync(fixture, VehicleIdentificationQuery.ByEid(new EntityIdentification(0x0200_0000_2000)));
        Assert.Equal(0x2000, Assert.Single(found).Announcement.LogicalAddress);
    }

    [Fact]
    public async Task Discover_ByVin_FindsItsEntities()
    {
        await using var fixture = TwoEntities();
        fixture.Server.Entities[0].Identity = fixture.Server.Entities[0].Identity with { Vin = VehicleIdentificationNumber.Parse("00000000000000001") };
        var found = await WindowAsync(fixture, VehicleIdentificationQuery.ByVin(VehicleIdentificationNumber.Parse("SCEDT26T8BD005261")));
        Assert.Equal(0x2000, Assert.Single(found).Announcement.LogicalAddress);
    }

    [Fact]
    public async Task Discover_OfflineEntity_DoesNotAnswer()
    {
        await using var fixture = TwoEntities();
        fixture.Server.Entities[0].IsOnline = false;
        Assert.Equal(0x2000, Assert.Single(await WindowAsync(fixture, default)).Announcement.LogicalAddress);
    }

    [Fact]
    public async Task Discover_LoopbackBroadcast_FindsServerBoundToAnyAddress()
    {
        await using var fixture = new ServerFixture(options: new DoIpServerOptions { DiscoveryAddress = IPAddress.Any });
        var options = new DoIpDiscoveryOptions
        {
            LocalAddresses = [IPAddress.Loopback],
            Port = fixture.Server.EndPoint.Port,
            Subnet = IPNetwork.Parse("127.0.0.0/8"),
        };
        await foreach (var entity in new DoIpDiscovery(options, fixture.Time).DiscoverStreamAsync(default, Guard.Token()))
        {
            Assert.Equal(fixture.Server.EndPoint, entity.EndPoint);
            return;
        }

        Assert.Fail("Nobody answered the broadcast.");
    }

    [Fact]
    public async Task Discover_NobodyThere_EndsWithTheWindow()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var time = new ManualTimeProvider();
        var discovery = new DoIpDiscovery(new DoIpDiscoveryOptions { Broadcast = false, Targets = [silent.LocalEndPoint!] }, time);
        var discovering = discovery.DiscoverAsync(default, Guard.Token());
        await time.RunUntilAsync(discovering, Guard.Token());
        Assert.Empty(await discovering);
        Assert.Equal(TimeSpan.FromSeconds(1), time.Elapsed);
    }

    [Fact]
    public async Task Discover_Cancelled_Throws()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var cancel = new CancellationTokenSource();
        var discovering = new DoIpDiscovery(new DoIpDiscoveryOptions { Broadcast = false, Targets = [silent.LocalEndPoint!] }, new ManualTimeProvider())
            .DiscoverAsync(default, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.Within(discovering));
    }

    [Fact]
    public async Task Discover_RepeatedAndMalformedAnswers_AreFilteredAndBounded()
    {
        using var entity = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        entity.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var time = new ManualTimeProvider();
        var discovery = new DoIpDiscovery(new DoIpDiscoveryOptions { Broadcast = false, Targets = [entity.LocalEndPoint!], MaxEntities = 2 }, time);
        await using var answers = discovery.DiscoverStreamAsync(default, Guard.Token()).GetAsyncEnumerator(Guard.Token());
        var first = answers.MoveNextAsync().AsTask();
        var buffer = new byte[64];
        var request = await entity.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), Guard.Token());
        Assert.Equal("FF00000100000000", Convert.ToHexString(buffer.AsSpan(0, request.ReceivedBytes)));
        byte[][] datagrams =
        [
            [1, 2, 3],
            Announcement(1)[..20],
            Announcement(1),
            Announcement(1),
            Announcement(2),
            Announcement(3),
        ];
        foreach (var datagram in datagrams)
        {
            await entity.SendToAsync(datagram, SocketFlags.None, request.RemoteEndPoint, Guard.Token());
        }

        Assert.True(await Guard.Within(first));
        Assert.Equal(1, answers.Current.Announcement.LogicalAddress);
        Assert.True(await Guard.Within(answers.MoveNextAsync().AsTask()));
        Assert.Equal(2, answers.Current.Announcement.LogicalAddress);
        var end = answers.MoveNextAsync().AsTask();
        await time.RunUntilAsync(end, Guard.Token());
        Assert.False(await end);
    }

    [Fact]
    public async Task RequestEntityStatus_Entity_TellsItsSockets()
    {
        await using var fixture = new ServerFixture(new DoIpEntityOptions { MaxSockets = 3, MaxDataSize = 4095 });
        using var peer = await fixture.ActivateAsync();
        var status = await new DoIpDiscovery(timeProvider: fixture.Time).RequestEntityStatusAsync(fixture.Server.DiscoveryEndPoint, DoIpProtocolVersion.V2012, Guard.Token());
        Assert.Equal(new EntityStatusResponse(NodeType.Gateway, 3, 1, 4095), status);
    }

    [Fact]
    public async Task RequestDiagnosticPowerMode_Entity_TellsItsMode()
    {
        await using var fixture = new ServerFixture();
        fixture.Server.Entities[0].Identity = fixture.Server.Entities[0].Identity with { PowerMode = DiagnosticPowerMode.NotReady };
        var mode = await new DoIpDiscovery(timeProvider: fixture.Time).RequestDiagnosticPowerModeAsync(fixture.Server.DiscoveryEndPoint, DoIpProtocolVersion.V2012, Guard.Token());
        Assert.Equal(DiagnosticPowerMode.NotReady, mode?.PowerMode);
    }

    [Fact]
    public async Task RequestEntityStatus_NoAnswer_IsNull()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var time = new ManualTimeProvider();
        var asking = new DoIpDiscovery(timeProvider: time).RequestEntityStatusAsync(silent.LocalEndPoint!, DoIpProtocolVersion.V2012, Guard.Token());
        await time.RunUntilAsync(asking, Guard.Token());
        Assert.Null(await asking);
    }

    [Theory]
    [InlineData("02FC000100000000", GenericNegativeAcknowledgementCode.IncorrectPatternFormat)]
    [InlineData("02FD0001000000", GenericNegativeAcknowledgementCode.InvalidPayloadLength)]
    [InlineData("02FD0002000000050000000000", GenericNegativeAcknowledgementCode.InvalidPayloadLength)]
    [InlineData("02FD0003FFFFFFFF", GenericNegativeAcknowledgementCode.MessageTooLarge)]
    [InlineData("02FD00080000000200000", GenericNegativeAcknowledgementCode.UnknownPayloadType)]
    [InlineData("02FDF01000000000", GenericNegativeAcknowledgementCode.UnknownPayloadType)]
    public async Task Responder_BadDatagram_IsRefused(string hex, GenericNegativeAcknowledgementCode code)
    {
        await using var fixture = new ServerFixture();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(fixture.Server.DiscoveryEndPoint, Guard.Token());
        await socket.SendAsync(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex[..^1]), SocketFlags.None, Guard.Token());
        var buffer = new byte[64];
        var length = await socket.ReceiveAsync(buffer, SocketFlags.None, Guard.Token());
        Assert.Equal(DoIpCodec.ToArray(DoIpProtocolVersion.V2012, new GenericNegativeAcknowledgement(code)), buffer[..length]);
    }

    [Fact]
    public async Task Listener_Announcements_AreStreamed()
    {
        using var listener = DoIpAnnouncementListener.Start(new DoIpDiscoveryOptions { Port = 0 }, IPAddress.Loopback);
        await using var fixture = new ServerFixture(options: new DoIpServerOptions { AnnouncementCount = 3, AnnouncementTarget = listener.LocalEndPoint });
        await using var heard = listener.ReadAllAsync(Guard.Token()).GetAsyncEnumerator(Guard.Token());
        for (var i = 0; i < 3; i++)
        {
            if (i > 0)
            {
                await fixture.Time.WaitForTimerAsync(TimeSpan.FromMilliseconds(500), Guard.Token());
                fixture.Time.Advance(TimeSpan.FromMilliseconds(500));
            }

            Assert.True(await heard.MoveNextAsync());
            Assert.Equal(0x1000, heard.Current.Announcement.LogicalAddress);
        }

        await fixture.Server.AnnounceAsync(Guard.Token());
        Assert.True(await heard.MoveNextAsync());
    }

    [Fact]
    public async Task Listener_ForeignSubnet_IsIgnored()
    {
        using var listener = DoIpAnnouncementListener.Start(new DoIpDiscoveryOptions { Port = 0, Subnet = IPNetwork.Parse("127.0.0.8/29") }, IPAddress.Loopback);
        await using var heard = listener.ReadAllAsync(Guard.Token()).GetAsyncEnumerator(Guard.Token());
        foreach (var (from, address) in new[] { ("127.0.0.1", (ushort)1), ("127.0.0.9", (ushort)2) })
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.SendToAsync(Announcement(address), SocketFlags.None, listener.LocalEndPoint, Guard.Token());
        }

        Assert.True(await heard.MoveNextAsync());
        Assert.Equal(2, heard.Current.Announcement.LogicalAddress);
    }

    [Fact]
    public async Task Listener_Disposed_StreamEnds()
    {
        var listener = DoIpAnnouncementListener.Start(new DoIpDiscoveryOptions { Port = 0 }, IPAddress.Loopback);
        await using var heard = listener.ReadAllAsync(Guard.Token()).GetAsyncEnumerator(Guard.Token());
        var next = heard.MoveNextAsync().AsTask();
        listener.Dispose();
        Assert.False(await Guard.Within(next));
    }

    [Theory]
    [InlineData("10.2.1.240", "255.255.0.0", "10.2.200.1", true)]
    [InlineData("10.2.1.240", "255.255.0.0", "10.3.1.240", false)]
    [InlineData("10.0.1.240", "255.255.0.0", "10.2.1.240", false)]
    [InlineData("10.2.1.240", "0.0.0.0", "192.168.0.1", true)]
    [InlineData("10.2.1.240", "255.255.255.255", "10.2.1.240", true)]
    public void SubnetOf_TesterAndMask_AcceptsItsNetwork(string tester, string mask, string entity, bool accepted)
    {
        var subnet = DoIpDiscoveryOptions.SubnetOf(IPAddress.Parse(tester), IPAddress.Parse(mask));
        Assert.Equal(accepted, new DoIpDiscoveryOptions { Subnet = subnet }.Accepts(IPAddress.Parse(entity)));
    }

    [Fact]
    public void SubnetOf_MaskWithGaps_Throws() =>
        Assert.Throws<ArgumentException>(() => DoIpDiscoveryOptions.SubnetOf(IPAddress.Loopback, IPAddress.Parse("255.0.255.0")));

    private static byte[] Announcement(ushort address) => DoIpCodec.ToArray(
        DoIpProtocolVersion.V2012,
        new VehicleAnnouncement(default, address, default, default, default));

    private static ServerFixture TwoEntities() => new(
        [ServerFixture.Entity(0x1000, null, TestNode.Positive(0x1000)), ServerFixture.Entity(0x2000, null, TestNode.Positive(0x2000))],
        new DoIpServerOptions { ProtocolVersion = DoIpProtocolVersion.V2019 });

    private static DoIpDiscovery Discovery(ServerFixture fixture) =>
        new(new DoIpDiscoveryOptions { Broadcast = false, Targets = [fixture.Server.DiscoveryEndPoint] }, fixture.Time);

    private static async Task<List<DiscoveredEntity>> FindAsync(ServerFixture fixture, VehicleIdentificationQuery query, int count)
    {
        var found = new List<DiscoveredEntity>();
        await foreach (var entity in Discovery(fixture).DiscoverStreamAsync(query, Guard.Token()))
        {
            found.Add(entity);
            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    // The whole window: after the first answer a second request proves that nobody else answered the first.
    private static async Task<IReadOnlyList<DiscoveredEntity>> WindowAsync(ServerFixture fixture, VehicleIdentificationQuery query)
    {
        await using var answers = Discovery(fixture).DiscoverStreamAsync(query, Guard.Token()).GetAsyncEnumerator(Guard.Token());
        var found = new List<DiscoveredEntity>();
        Assert.True(await answers.MoveNextAsync());
        found.Add(answers.Current);
        await new DoIpDiscovery(timeProvider: fixture.Time).RequestDiagnosticPowerModeAsync(fixture.Server.DiscoveryEndPoint, DoIpProtocolVersion.V2012, Guard.Token());
        var next = answers.MoveNextAsync().AsTask();
        await fixture.Time.RunUntilAsync(next, Guard.Token());
        while (await next)
        {
            found.Add(answers.Current);
            next = answers.MoveNextAsync().AsTask();
        }

        return found;
    }
}
