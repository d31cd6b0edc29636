using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Entity;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Plugins.Transport.DoIp.Discovery;
using Modular.Plugins.Transport.DoIp.Events;
using Modular.Plugins.Transport.DoIp.Links;
using Modular.Sdk.Health;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Tests.Support;

/// <summary>A transport and a gateway 0x1000 with the ECUs 0x1000 and 0x1001, over loopback.</summary>
internal sealed class TransportBench : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, string?> _settings;
    private readonly TransportEventHub _events = new();
    private EntityFinder? _finder;
    private DoIpTransport? _transport;

    public TransportBench(DoIpEntityOptions? entity = null, bool isOnline = true)
    {
        Other = new DoIpEntity(new DoIpEntityIdentity { LogicalAddress = 0x5000 }, [new EchoNode(0x5000)]) { IsOnline = false };
        Entity = new DoIpEntity(new DoIpEntityIdentity { LogicalAddress = 0x1000 }, [Gateway, Behind], entity) { IsOnline = isOnline };

        Tap = new FrameTap(Interceptors, NullLogger<FrameTap>.Instance);

        // Not to 127.0.0.1: there the entity's own socket would take its announcements.
        var port = FreePort();
        Server = DoIpServer.Start([Entity, Other], new DoIpServerOptions { Port = port, AnnouncementTarget = new IPEndPoint(IPAddress.Parse("127.0.0.9"), port) });
        _settings = new()
        {
            ["DoIp:TesterAddress"] = "127.0.0.1",
            ["DoIp:GatewayPort"] = Server.EndPoint.Port.ToString(CultureInfo.InvariantCulture),
            ["DoIp:Discovery:Broadcast"] = "false",
            ["DoIp:Discovery:Listen"] = "false",
            ["DoIp:Discovery:Targets:0"] = "127.0.0.1",
            ["DoIp:Discovery:Window"] = "00:00:00.010",
            ["DoIp:Discovery:MinInterval"] = "00:00:00",
            ["DoIp:Discovery:RetryDelay"] = "00:00:00.020",
            ["DoIp:Connection:RetryDelay"] = "00:00:00.010",
        };
    }

    /// <summary>Ends windows and pauses only when a test says so; answers come over loopback in real time.</summary>
    public ManualTimeProvider Time { get; } = new();

    public EchoNode Gateway { get; } = new(0x1000, 0xE400);

    public EchoNode Behind { get; } = new(0x1001, 0xE400);

    public DoIpEntity Entity { get; }

    /// <summary>A second entity at the same place, switched off.</summary>
    public DoIpEntity Other { get; }

    public DoIpServer Server { get; }

    public DoIpHealth Health { get; } = new();

    public FakeCapability<IFrameInterceptor> Interceptors { get; } = new();

    public FrameTap Tap { get; }

    public DoIpTransport Transport => _transport ?? throw new InvalidOperationException("Not started.");

    public static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    public static LinkParameters Link(ushort ecu, ushort gateway = 0x1000, params (string Name, string Value)[] others) => new(
        $"ECU{ecu:X4}", AddressingMode.Physical, new ComParamSet(
        [
            KeyValuePair.Create("CP_DoIPLogicalEcuAddress", ecu.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("CP_DoIPLogicalGatewayAddress", gateway.ToString(CultureInfo.InvariantCulture)),
            .. others.Select(other => KeyValuePair.Create(other.Name, other.Value)),
        ]));

    public TransportBench With(string key, string? value)
    {
        _settings["DoIp:" + key] = value;
        return this;
    }

    public TransportBench Deferred()
    {
        _settings["Communication:Start"] = "on-demand";
        return this;
    }

    public TransportBench Without(string key)
    {
        _settings.Remove("DoIp:" + key);
        return this;
    }

    public async Task<TransportBench> StartAsync()
    {
        var settings = DoIpSettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build());
        _finder = new EntityFinder(settings, _events, Health, Time, NullLogger<EntityFinder>.Instance);
        var connections = new GatewayConnections(_finder, _events, Tap, settings, Time, NullLoggerFactory.Instance);
        _transport = new DoIpTransport(settings, _finder, connections, _events, Time);
        await _transport.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Waits for an event among those raised from the moment the stream was taken.</summary>
    public static async Task<TransportEvent> NextAsync(IAsyncEnumerable<TransportEvent> events, TransportEventKind kind)
    {
        await foreach (var happened in events)
        {
            if (happened.Kind == kind)
            {
                return happened;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>Lets windows and pauses pass until health has a state. The entity is found first, if it is there.</summary>
    public async Task WaitForHealthAsync(HealthState state, bool isEntityExpected = true)
    {
        await UntilAsync(() => !isEntityExpected || Transport.Nodes.Count > 0);
        await UntilAsync(() =>
        {
            Time.Advance(Step);
            return Health.GetReport().State == state;
        });
    }

    /// <summary>Lets windows and pauses pass until a task ends.</summary>
    public async Task<T> PassTimeAsync<T>(Task<T> task)
    {
        await UntilAsync(() =>
        {
            Time.Advance(Step);
            return task.IsCompleted;
        });
        return await task;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = Soon;
        while (!condition())
        {
            await Task.Yield();
            deadline.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_transport is not null)
        {
            await _transport.DisposeAsync();
        }

        _finder?.Dispose();
        Tap.Dispose();
        await Server.DisposeAsync();
    }

    // The announcement's target has to be known before the server exists; it fails loudly if somebody else is faster.
    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
