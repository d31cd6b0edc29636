using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport.Otlp;

namespace Modular.EndToEnd.Tests.Telemetry;

/// <summary>What a collector gets from the real host, over real DoIP to the simulated vehicle.</summary>
public sealed partial class OtlpTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string CallerSpan = "00f067aa0ba902b7";
    private const string Engine = "/vehicle/v15/components/enginecontrol";
    private const string Vin = Engine + "/data/vehicleidentificationnumber";

    [Fact]
    public async Task Get_WithTraceParent_IsOneTraceFromHttpToDoIpAndMetricsAndLogsArrive()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var server = await StartAsync(
            receiver.Http, "--Otlp:Protocol=HttpProtobuf", "--Otlp:MetricIntervalSeconds=1", "--Otlp:ServiceName=bench", "--Otlp:Headers:x-test=secret");
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("enginecontrol", "Online");

        using var request = new HttpRequestMessage(HttpMethod.Get, Vin);
        request.Headers.Add("traceparent", $"00-{TraceId}-{CallerSpan}-01");
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var vin = VehicleIdentification().Match(await response.Content.ReadAsStringAsync()).Value;
        Assert.NotEmpty(vin);

        using var missing = await server.Http.GetAsync(Engine + "/data/nosuchthing");
        await receiver.WaitUntilAsync(r => r.Spans.Any(span => span.TraceId == TraceId && span.Source == "Microsoft.AspNetCore")
            && r.Metrics.Contains("modular.tester.exchange.duration") && r.MetricsMention("/data/{")
            && r.Logs.Any(static log => log.Category == "Modular.Hosting.Server.ModularServer"));

        var trace = receiver.Spans.Where(span => span.TraceId == TraceId).ToArray();
        var http = Assert.Single(trace, span => span.Source == "Microsoft.AspNetCore");
        var execute = Assert.Single(trace, span => span.Name == "tester execute");
        var exchange = Assert.Single(trace, span => span.Name == "uds ReadDataByIdentifier");
        var send = Assert.Single(trace, span => span.Name == "doip send");
        var receive = Assert.Single(trace, span => span.Name == "doip receive");
        Assert.Equal(5, trace.Length);
        Assert.Equal(CallerSpan, http.ParentId);
        Assert.Equal(http.SpanId, execute.ParentId);
        Assert.Equal(execute.SpanId, exchange.ParentId);
        Assert.Equal(exchange.SpanId, send.ParentId);
        Assert.Equal(exchange.SpanId, receive.ParentId);
        Assert.Equal("200", http.Attributes["http.response.status_code"]);
        Assert.Equal("GET", http.Attributes["http.request.method"]);
        Assert.Equal(Vin, http.Attributes["url.path"]);
        Assert.Equal("GET " + http.Attributes["http.route"], http.Name);
        Assert.Contains("{", http.Attributes["http.route"], StringComparison.Ordinal);
        Assert.True(receiver.MetricsMention(http.Attributes["http.route"]));
        Assert.Equal("EngineControl", execute.Attributes["modular.ecu"]);
        Assert.Equal("positive", exchange.Attributes["modular.uds.outcome"]);
        Assert.All(trace, span => Assert.Equal(0, span.Status));
        Assert.Equal("bench", http.Resource["service.name"]);
        Assert.StartsWith("0.", http.Resource["service.version"], StringComparison.Ordinal);
        AssertBackgroundIsApart(receiver);
        Assert.Superset(
            new HashSet<string>
            {
                "http.server.request.duration", "modular.tester.exchanges", "modular.tester.exchange.duration", "modular.tester.detections",
                "modular.doip.connections", "modular.doip.connect.duration", "modular.doip.routing_activations", "modular.doip.messages.sent",
                "modular.doip.messages.received", "modular.plugin.state",
            },
            receiver.Metrics.ToHashSet(StringComparer.Ordinal));
        Assert.Contains(receiver.Logs, log => log is { Category: "Modular.Hosting.Server.ModularServer", Severity: 9 });
        Assert.DoesNotContain("secret", server.Process.Everything, StringComparison.Ordinal);
        AssertIsNowhere(vin, receiver);
    }

    [Fact]
    public async Task Stop_SpansInTheirBatch_AreFlushedByGrpc()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var server = await StartAsync(receiver.Grpc, "--Otlp:BatchDelayMilliseconds=60000", "--Otlp:MetricIntervalSeconds=3600");
        await server.AuthorizeAsync();
        await server.GetAsync(Engine);
        Assert.Empty(receiver.Requests);

        server.Process.Signal(15);
        Assert.Equal(0, await server.Process.WaitForExitAsync(TimeSpan.FromSeconds(5)));

        Assert.Contains(receiver.Spans, span => span.Attributes.GetValueOrDefault("url.path") == Engine);
        Assert.NotEmpty(receiver.Metrics);
        Assert.Contains(receiver.Logs, log => log.Body.StartsWith("Started ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_CollectorDown_ServesWarnsOnceAndStopsInTime()
    {
        // A socket that is bound and does not listen refuses, and nobody else gets its port.
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}"));
        await using var server = await StartAsync(endpoint, "--Otlp:BatchDelayMilliseconds=100", "--Otlp:MetricIntervalSeconds=1");
        await server.AuthorizeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!SeveralProblems().IsMatch(await GetRemarkAsync(server)))
        {
            // The exporter tries again on its own.
            patience.Token.ThrowIfCancellationRequested();
        }

        await server.WaitForStateAsync("enginecontrol", "Online");
        var (status, _) = await server.GetAsync(Vin);
        Assert.Equal(HttpStatusCode.OK, status);
        server.Process.Signal(15);
        Assert.Equal(0, await server.Process.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.Single(server.Process.Everything.Split('\n'), line => line.Contains("Telemetry was not exported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replace_WhileExporting_TheOldGenerationIsUnloaded()
    {
        // What is queued for export, a span or a record, must hold nothing of the plugin it came from.
        const string Security = "/modular/v1/plugins/modular.security.jwt";
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var server = await StartAsync(receiver.Http, "--Otlp:Protocol=HttpProtobuf", "--Otlp:BatchDelayMilliseconds=60000");
        await server.AuthorizeAsync();
        await server.GetAsync(Engine);

        var (status, _) = await server.SendAsync(HttpMethod.Post, Security + "/replace");

        Assert.Equal(HttpStatusCode.OK, status);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? state;
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            var (_, plugin) = await server.GetAsync(Security);
            state = plugin.GetProperty("generations")[0].GetProperty("state").GetString();
            Assert.NotEqual("Leaked", state);
        }
        while (state != "Unloaded");

        // Asking so often fills batches of spans; the records still wait.
        Assert.Empty(receiver.Logs);
    }

    [Fact]
    public async Task Run_NoCollectorNamed_LoadsNothingOfTheExport()
    {
        await using var server = await Server.StartAsync(["demo"]);
        Assert.Contains("switched off", await GetRemarkAsync(server), StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            var mapped = await File.ReadAllTextAsync($"/proc/{server.Process.Id}/maps");
            Assert.Contains("Modular.Plugins.Telemetry.Otlp.dll", mapped, StringComparison.Ordinal);
            Assert.DoesNotContain("OpenTelemetry", mapped, StringComparison.Ordinal);
            Assert.DoesNotContain("Modular.Otlp.dll", mapped, StringComparison.Ordinal);
        }
    }

    private static Task<Server> StartAsync(Uri endpoint, params string[] more) =>
        Server.StartAsync(["demo", $"--Otlp:Endpoint={endpoint}", "--Otlp:BatchDelayMilliseconds=100", .. more]);

    private static async Task<string> GetRemarkAsync(Server server)
    {
        var (_, health) = await server.GetAsync("/health");
        var component = health.GetProperty("components").EnumerateArray().Single(component => component.GetProperty("name").GetString() == "otlp");
        return component.TryGetProperty("detail", out var detail) ? detail.GetString()! : "";
    }

    // Detections and tester present are nobody's request.
    private static void AssertBackgroundIsApart(OtlpReceiver receiver)
    {
        var detections = receiver.Spans.Where(span => span.Name == "tester detect").ToArray();
        Assert.NotEmpty(detections);
        Assert.All(detections, span => Assert.Empty(span.ParentId));
        var requests = receiver.Spans.Where(span => span.Source == "Microsoft.AspNetCore").Select(span => span.TraceId).ToHashSet();
        Assert.All(detections, span => Assert.DoesNotContain(span.TraceId, requests));
        Assert.Contains(receiver.Spans, span => span.Name == "doip connect" && detections.Any(detection => detection.TraceId == span.TraceId));
    }

    private static void AssertIsNowhere(string vin, OtlpReceiver receiver)
    {
        var all = string.Join('\n', receiver.Spans.SelectMany(span => span.Attributes.Values).Concat(receiver.Logs.Select(log => log.Body)));
        Assert.DoesNotContain(vin, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(vin)), all, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^([3-9]|\d\d+) problems")]
    private static partial Regex SeveralProblems();

    [GeneratedRegex("(?<=\")[A-HJ-NPR-Z0-9]{17}(?=\")")]
    private static partial Regex VehicleIdentification();
}
