using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Otlp;
using Modular.Plugins.Telemetry.Otlp.Configuration;
using Modular.Sdk.Hosting;
using Modular.Sdk.Logging;

namespace Modular.Plugins.Telemetry.Otlp;

/// <summary>Exports while the plugin runs, if the operator named a collector.</summary>
/// <remarks>
/// Whatever mentions the export stands in a method of its own, which runs only when something is exported: until then
/// neither that library nor the packages below it are loaded.
/// </remarks>
internal sealed partial class OtlpTelemetry : ILogSink, IHostedService, IDisposable
{
    // Half of the plugin's budget for its stop, so that the rest of the server has its time too.
    private static readonly TimeSpan FlushBudget = TimeSpan.FromMilliseconds(1500);

    private readonly OtlpOptions _options;
    private readonly IHostFacts _host;
    private readonly ExportReport _report;
    private readonly ILogger _logger;
    private OtlpExport? _export;

    /// <summary>Takes the options; exports nothing yet.</summary>
    public OtlpTelemetry(IOptions<OtlpOptions> options, IHostFacts host, ExportReport report, ILogger<OtlpTelemetry> logger)
    {
        _options = options.Value;
        _host = host;
        _report = report;
        _logger = logger;
        MinimumLevel = _options is { IsEnabled: true, Logs: true } ? _options.LogLevel : LogLevel.None;
    }

    /// <inheritdoc/>
    public LogLevel MinimumLevel { get; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.IsEnabled)
        {
            StartExport();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<LogRecord> records, CancellationToken cancellationToken)
    {
        foreach (ref readonly var record in records.Span)
        {
            // A batch may hold less serious records that another sink wants.
            if (record.Level >= MinimumLevel)
            {
                _export?.Write(record);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _export is null ? Task.CompletedTask : FlushAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The container disposes it once for each way in which it was registered.
        if (_export is not null)
        {
            DisposeExport();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartExport()
    {
        var endpoint = new Uri(_options.Endpoint!);
        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback && _options.Headers.Count > 0)
        {
            LogHeadersInClear(endpoint);
        }

        _export = OtlpExport.Start(
            new OtlpSettings
            {
                Endpoint = endpoint,
                IsGrpc = _options.Protocol == OtlpProtocol.Grpc,
                Headers = _options.Headers,
                Timeout = TimeSpan.FromMilliseconds(_options.TimeoutMilliseconds),
                BatchDelay = TimeSpan.FromMilliseconds(_options.BatchDelayMilliseconds),
                MetricInterval = TimeSpan.FromSeconds(_options.MetricIntervalSeconds),
                ExportsTraces = _options.Traces,
                ExportsMetrics = _options.Metrics,
                ExportsLogs = _options.Logs,
                SamplingRatio = _options.SamplingRatio,
                ServiceName = _options.ServiceName,
                ServiceVersion = _host.Version,
                ServiceInstance = _options.ServiceInstance ?? Guid.NewGuid().ToString("D"),
                ResourceAttributes = _options.Resource,
            },
            _report.Report);
        LogStarted(endpoint, _options.Protocol);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task FlushAsync() => _export!.StopAsync(FlushBudget);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DisposeExport() => _export!.Dispose();

    [LoggerMessage(7401, LogLevel.Information, "Exporting telemetry to {Endpoint} by {Protocol}")]
    private partial void LogStarted(Uri endpoint, OtlpProtocol protocol);

    [LoggerMessage(7402, LogLevel.Warning, "The headers for {Endpoint} go over plain http, where others can read them; use https")]
    private partial void LogHeadersInClear(Uri endpoint);
}
