using Modular.Sdk.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OpenTelemetrySdk = OpenTelemetry.Sdk;

namespace Modular.Otlp;

/// <summary>
/// Collects spans and metrics of this process, takes log records, and exports them in the background. Queues are bounded:
/// with a collector that is slow or down, what does not fit is dropped.
/// </summary>
public sealed class OtlpExport : IDisposable
{
    private const string OwnNames = "Modular.*";
    private const string WebServer = "Microsoft.AspNetCore";
    private const string PackagesSwitch = "OTEL_SDK_DISABLED";
    private const int MaximumQueue = 2048;
    private const int MaximumBatch = 512;

    private readonly OtlpSettings _settings;
    private readonly ExportTrouble _trouble;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly LogExport? _logs;

    private OtlpExport(OtlpSettings settings, Action<string> report)
    {
        _settings = settings;
        _trouble = new ExportTrouble(report);
        var resource = CreateResource();
        _traces = settings.ExportsTraces ? CreateTraces(resource) : null;
        _metrics = settings.ExportsMetrics ? CreateMetrics(resource) : null;
        _logs = settings.ExportsLogs
            ? new LogExport(resource, new OtlpLogExporter(CreateOptions("logs")), MaximumQueue, MaximumBatch, settings)
            : null;
    }

    /// <summary>Begins to listen and to export.</summary>
    /// <param name="settings">What, and where to.</param>
    /// <param name="report">Told of every batch that did not arrive and every item that was dropped, in one line. May be called from any thread; must not block.</param>
    public static OtlpExport Start(OtlpSettings settings, Action<string> report)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(report);
        var export = new OtlpExport(settings, report);
        if (string.Equals(Environment.GetEnvironmentVariable(PackagesSwitch), bool.TrueString, StringComparison.OrdinalIgnoreCase))
        {
            report($"the environment variable {PackagesSwitch} switches the OpenTelemetry packages off");
        }

        return export;
    }

    /// <summary>Queues a log record; drops it when the queue is full.</summary>
    /// <param name="record">The record.</param>
    public void Write(in LogRecord record) => _logs?.Write(record);

    /// <summary>Exports what is left and ends.</summary>
    /// <param name="budget">Longest it may take; what has not arrived then is given up.</param>
    /// <returns>Completes within the budget.</returns>
    public async Task StopAsync(TimeSpan budget)
    {
        var milliseconds = (int)budget.TotalMilliseconds;

        // Each of them blocks its thread for as long as the collector takes, so they take their time side by side.
        var all = Task.WhenAll(
            RunAsync(() => _traces?.Shutdown(milliseconds)),
            RunAsync(() => _metrics?.Shutdown(milliseconds)),
            RunAsync(() => _logs?.Shutdown(milliseconds)));
        try
        {
            await all.WaitAsync(budget).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Given up as told.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _logs?.Dispose();
        _trouble.Dispose();
    }

    private static Task RunAsync(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Empty to begin with: the default reads environment variables, and settings shall come from one place.
    private ResourceBuilder CreateResource() => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddAttributes(_settings.ResourceAttributes.Select(static pair => KeyValuePair.Create(pair.Key, (object)pair.Value)))
        .AddService(_settings.ServiceName, null, _settings.ServiceVersion, autoGenerateServiceInstanceId: false, _settings.ServiceInstance);

    private TracerProvider CreateTraces(ResourceBuilder resource) => OpenTelemetrySdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(resource)
        .AddSource(OwnNames, WebServer)
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(_settings.SamplingRatio)))
        .AddProcessor(new BatchActivityExportProcessor(
            new OtlpTraceExporter(CreateOptions("traces")), MaximumQueue, Milliseconds(_settings.BatchDelay), Milliseconds(_settings.Timeout), MaximumBatch))
        .Build();

    private MeterProvider CreateMetrics(ResourceBuilder resource) => OpenTelemetrySdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(resource)
        .AddMeter(OwnNames, WebServer + ".*")
        .AddReader(new PeriodicExportingMetricReader(
            new OtlpMetricExporter(CreateOptions("metrics")), Milliseconds(_settings.MetricInterval), Milliseconds(_settings.Timeout)))
        .Build();

    // Every member is set, as the defaults come from environment variables.
    private OtlpExporterOptions CreateOptions(string signal) => new()
    {
        Protocol = _settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
        Endpoint = _settings.IsGrpc ? _settings.Endpoint : new Uri($"{_settings.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}"),
        Headers = string.Empty,
        HttpClientFactory = CreateClient,
        TimeoutMilliseconds = Milliseconds(_settings.Timeout),
        Compression = OtlpExportCompression.None,
    };

    // The exporter takes its headers as one line, in which a value cannot hold a comma.
    private HttpClient CreateClient()
    {
        var client = new HttpClient { Timeout = _settings.Timeout };
        foreach (var (name, value) in _settings.Headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;
}
