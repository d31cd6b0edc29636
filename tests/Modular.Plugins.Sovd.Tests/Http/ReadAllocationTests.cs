using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Http;

public sealed class ReadAllocationTests
{
    private const int Requests = 500;

    // Request, guarded ECU, call, lease; most of the 2 048 bytes measured are the state machines, which are objects in
    // a debug build only, and the fakes.
    private const int BudgetPerRequest = 2560;

    [Fact]
    public async Task ReadData_WarmAndSynchronous_StaysWithinItsBudget()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        server.Tester.Add(new SynchronousTester(vehicle.Ecu.Services));
        var invoker = (RouteInvoker)server.Services.GetService(typeof(RouteInvoker))!;
        var errors = (IErrorDialect)server.Services.GetService(typeof(Sovd.Dialects.Reference.ReferenceErrors))!;
        var route = server.Module.Routes.Single(candidate => candidate is { Method: "GET" } && candidate.Pattern.EndsWith("/data/{service}", StringComparison.Ordinal));
        var handler = invoker.CreateDelegate(route, errors);
        var context = CreateContext();
        for (var i = 0; i < Requests; i++)
        {
            Invoke(handler, context);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Requests; i++)
        {
            Invoke(handler, context);
        }

        var perRequest = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;
        Assert.Equal(200, context.Response.StatusCode);
        Assert.InRange(perRequest, 0, BudgetPerRequest);
    }

    private static void Invoke(RequestDelegate handler, HttpContext context)
    {
        var task = handler(context);
        Assert.True(task.IsCompletedSuccessfully, task.Exception?.ToString());
    }

    private static DefaultHttpContext CreateContext()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new DiscardingBody());
        context.Features.Set<ICallerFeature>(new FakeCaller("alice", static _ => AccessDecision.Allow));
        context.Request.Method = "GET";
        context.Request.Path = "/vehicle/v15/components/flxc1000/data/vindataidentifier";
        context.Request.Headers.Accept = "application/json";
        context.SetEndpoint(null);
        context.Request.RouteValues = new RouteValueDictionary { ["ecu"] = "flxc1000", ["service"] = "vindataidentifier" };
        return context;
    }

    private sealed class SynchronousTester(IServiceCatalog services) : IDiagnosticTester, IEcu
    {
        private static readonly byte[] Answer = [0x62, 0xF1, 0x90, 0x53];

        public IReadOnlyList<IEcu> Ecus => [this];

        public string Name => "FLXC1000";

        public EcuStatus Status { get; } = new() { State = EcuState.Online };

        public IServiceCatalog Services => services;

        public IReadOnlyList<StateChartStatus> StateCharts => [];

        public IReadOnlyList<SpecialDataGroup> SpecialDataGroups => [];

        public IEcu? FindEcu(string name) => this;

        public NetworkStructure GetNetworkStructure() => new([], []);

        public IAsyncEnumerable<EcuEvent> WatchAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public AccessDecision Authorize(DiagnosticService service, ISecurityContext? caller, bool isListing) => AccessDecision.Allow;

        public ValueTask<EcuStatus> DetectVariantAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Status);

        public ValueTask<ServiceOutcome> ExecuteAsync(ServiceCall call, IParameterSink sink, CancellationToken cancellationToken)
        {
            Vehicle.RenderVin(sink);
            return ValueTask.FromResult(FakeEcu.Positive(Answer));
        }

        public ValueTask<ServiceOutcome> ChangeStateAsync(StateChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IDisposable KeepSessionAlive() => throw new NotSupportedException();

        public void Fence(long lockEpoch)
        {
        }
    }

    private sealed class DiscardingBody : IHttpResponseBodyFeature
    {
        public Stream Stream => Stream.Null;

        public PipeWriter Writer { get; } = new DiscardingWriter();

        public void DisableBuffering()
        {
        }

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task CompleteAsync() => Task.CompletedTask;
    }

    private sealed class DiscardingWriter : PipeWriter
    {
        private readonly byte[] _buffer = new byte[64 * 1024];

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer;

        public override Span<byte> GetSpan(int sizeHint = 0) => _buffer;

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) => default;
    }
}
