using Modular.DoIp.Entity;
using Modular.DoIp.Messages;
using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;

namespace Modular.DoIp.Tests.Entity;

/// <summary>A server on a free port of the loopback, with a clock that stands still.</summary>
internal sealed class ServerFixture : IAsyncDisposable
{
    public ServerFixture(IEnumerable<DoIpEntity> entities, DoIpServerOptions? options = null) =>
        Server = DoIpServer.Start(entities, (options ?? new DoIpServerOptions()) with { Port = 0 }, Time);

    public ServerFixture(DoIpEntityOptions? entity = null, DoIpServerOptions? options = null, params IDoIpNode[] nodes)
        : this([Entity(0x1000, entity, nodes.Length == 0 ? [TestNode.Positive(0x1000, 0xE400), TestNode.Positive(0x1001, 0xE400)] : nodes)], options)
    {
    }

    public ManualTimeProvider Time { get; } = new();

    public DoIpServer Server { get; }

    public static DoIpEntity Entity(ushort address, DoIpEntityOptions? options, params IDoIpNode[] nodes) => new(
        new DoIpEntityIdentity
        {
            LogicalAddress = address,
            Vin = VehicleIdentificationNumber.Parse("SCEDT26T8BD005261"),
            Eid = new EntityIdentification(0x0200_0000_0000u | address),
            Gid = new GroupIdentification(0x42),
        },
        nodes,
        options);

    public Task<FakePeer> ConnectAsync() => FakePeer.ConnectAsync(Server.EndPoint);

    public async Task<FakePeer> ActivateAsync(ushort tester = 0x0E00)
    {
        var peer = await ConnectAsync();
        Assert.Equal(RoutingActivationResponseCode.SuccessfullyActivated, (await AskAsync(peer, tester)).Code);
        return peer;
    }

    public static async Task<RoutingActivationResponse> AskAsync(FakePeer peer, ushort tester, RoutingActivationType type = default)
    {
        await peer.SendAsync(new RoutingActivationRequest(tester, type));
        return await peer.ReadAsync<RoutingActivationResponse>();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
