namespace Modular.Otlp;

/// <summary>Where telemetry goes, and which.</summary>
public sealed record OtlpSettings
{
    /// <summary>Address of the collector. For HTTP the paths <c>v1/traces</c>, <c>v1/metrics</c> and <c>v1/logs</c> are appended.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Whether it speaks gRPC; else HTTP with protobuf bodies. Default true.</summary>
    public bool IsGrpc { get; init; } = true;

    /// <summary>Headers of every request, such as an authorization. Secret: nothing here logs them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Longest a batch may take on its way. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest a span or log record waits for its batch. Default 5 s.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two exports of metrics. Default 60 s.</summary>
    public TimeSpan MetricInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether traces are exported. Default true.</summary>
    public bool ExportsTraces { get; init; } = true;

    /// <summary>Whether metrics are exported. Default true.</summary>
    public bool ExportsMetrics { get; init; } = true;

    /// <summary>Whether log records are exported. Default true.</summary>
    public bool ExportsLogs { get; init; } = true;

    /// <summary>Share of traces that begin here and are kept, 0 to 1. A trace that began elsewhere follows its beginning. Default 1.</summary>
    public double SamplingRatio { get; init; } = 1;

    /// <summary>Attribute <c>service.name</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Attribute <c>service.version</c>.</summary>
    public required string ServiceVersion { get; init; }

    /// <summary>Attribute <c>service.instance.id</c>.</summary>
    public required string ServiceInstance { get; init; }

    /// <summary>Further attributes of the resource.</summary>
    public IReadOnlyDictionary<string, string> ResourceAttributes { get; init; } = new Dictionary<string, string>();
}
