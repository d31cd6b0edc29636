using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Modular.TestSupport.Otlp;
using LogRecord = Modular.Sdk.Logging.LogRecord;

namespace Modular.Otlp.Tests;

public sealed class OtlpExportTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string SpanId = "b7ad6b7169203331";
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StopAsync_AllSignals_AreFlushedToTheCollector(bool isGrpc)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var source = new ActivitySource("Modular.Test." + isGrpc);
        using var meter = new Meter("Modular.Test." + isGrpc);
        var counter = meter.CreateCounter<long>("modular.test." + (isGrpc ? "grpc" : "http"));
        var trouble = new ConcurrentQueue<string>();
        var settings = Settings(isGrpc ? receiver.Grpc : receiver.Http) with
        {
            IsGrpc = isGrpc,
            Headers = new Dictionary<string, string> { ["x-test"] = "a secret, with = and %" },
            ResourceAttributes = new Dictionary<string, string> { ["deployment.environment.name"] = "bench 3" },
        };
        using var export = OtlpExport.Start(settings, trouble.Enqueue);

        using (var span = source.StartActivity("work", ActivityKind.Server, new ActivityContext(
            ActivityTraceId.CreateFromString(TraceId), ActivitySpanId.CreateFromString(SpanId), ActivityTraceFlags.Recorded)))
        {
            span!.SetStatus(ActivityStatusCode.Error, "reason");
        }

        counter.Add(1);
        export.Write(Record());
        await export.StopAsync(Budget);

        Assert.Empty(trouble);
        var sent = Assert.Single(receiver.Spans, span => span.Source == source.Name);
        Assert.Equal(("work", TraceId, SpanId, 2), (sent.Name, sent.TraceId, sent.ParentId, sent.Status));
        Assert.Equal(("modular", "1.2.3", "here", "bench 3"), (
            sent.Resource["service.name"], sent.Resource["service.version"], sent.Resource["service.instance.id"],
            sent.Resource["deployment.environment.name"]));
        Assert.Contains(counter.Name, receiver.Metrics);
        var log = Assert.Single(receiver.Logs);
        Assert.Equal(("Modular.Thing", 13, "Something happened", TraceId, SpanId), (log.Category, log.Severity, log.Body, log.TraceId, log.SpanId));
        Assert.Equal(1_000_000_000UL, log.UnixNanoseconds);
        Assert.Equal("acme.thing", log.Attributes["modular.plugin"]);
        Assert.Equal("It threw\n at a place", log.Attributes["exception.stacktrace"]);
        Assert.Equal(3, receiver.Requests.Count);
        Assert.All(receiver.Requests, request => Assert.EndsWith(" a secret, with = and %", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OneSignalOnly_SendsNoOther()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var export = OtlpExport.Start(Settings(receiver.Http) with { ExportsTraces = false, ExportsMetrics = false }, _ => { });
        export.Write(Record());

        await export.StopAsync(Budget);

        Assert.Equal(["/v1/logs"], receiver.Requests);
    }

    [Fact]
    public async Task Start_RatioOfZero_KeepsOnlyTracesThatBeganElsewhereAsKept()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var source = new ActivitySource("Modular.Test.Ratio");
        using var export = OtlpExport.Start(Settings(receiver.Http) with { SamplingRatio = 0 }, _ => { });
        Activity.Current = null;
        using (source.StartActivity("not kept"))
        {
            // Ends at once.
        }

        using (source.StartActivity("kept", ActivityKind.Server, new ActivityContext(
            ActivityTraceId.CreateFromString(TraceId), ActivitySpanId.CreateFromString(SpanId), ActivityTraceFlags.Recorded)))
        {
            // Ends at once.
        }

        await export.StopAsync(Budget);

        Assert.Equal(["kept"], receiver.Spans.Where(span => span.Source == source.Name).Select(span => span.Name));
    }

    [Fact]
    public async Task StopAsync_CollectorDown_ReportsWithoutTheHeaders()
    {
        // A socket that is bound and does not listen refuses, and nobody else gets its port.
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var trouble = new ConcurrentQueue<string>();
        var settings = Settings(new Uri($"http://{closed.LocalEndPoint}")) with { Headers = new Dictionary<string, string> { ["x-test"] = "secret" } };
        using var export = OtlpExport.Start(settings, trouble.Enqueue);
        export.Write(Record());

        await export.StopAsync(Budget);

        Assert.NotEmpty(trouble);
        Assert.All(trouble, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
        Assert.All(trouble, line => Assert.DoesNotContain('\n', line));
        Assert.Contains(trouble, line => line.Contains(((IPEndPoint)closed.LocalEndPoint!).Port.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task StopAsync_CollectorThatNeverAnswers_EndsWithinTheBudget()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var export = OtlpExport.Start(Settings(new Uri($"http://{silent.LocalEndpoint}")), _ => { });
        export.Write(Record());
        var begin = Stopwatch.GetTimestamp();

        await export.StopAsync(TimeSpan.FromMilliseconds(300));

        // The exporter's own patience is ten seconds.
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(5));
    }

    private static OtlpSettings Settings(Uri endpoint) => new()
    {
        Endpoint = endpoint,
        IsGrpc = false,
        ServiceName = "modular",
        ServiceVersion = "1.2.3",
        ServiceInstance = "here",
    };

    private static LogRecord Record() => new()
    {
        Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(1),
        Level = LogLevel.Warning,
        Category = "Modular.Thing",
        Message = "Something happened",
        Exception = "It threw\n at a place",
        PluginId = "acme.thing",
        TraceId = TraceId,
        SpanId = SpanId,
    };
}
