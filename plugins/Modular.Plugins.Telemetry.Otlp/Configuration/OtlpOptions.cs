using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace Modular.Plugins.Telemetry.Otlp.Configuration;

/// <summary>Section <c>Otlp</c> of the configuration.</summary>
internal sealed class OtlpOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Otlp";

    /// <summary>Address of the collector. Default none: nothing is loaded, nothing listens.</summary>
    public string? Endpoint { get; set; }

    /// <summary>How the collector is spoken to. Default gRPC.</summary>
    [EnumDataType(typeof(OtlpProtocol), ErrorMessage = "Otlp:Protocol must be Grpc or HttpProtobuf.")]
    public OtlpProtocol Protocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>Headers of every request. Their values are secrets.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Longest a batch may take on its way, in milliseconds. Default 10 000.</summary>
    [Range(100, 60_000)]
    public int TimeoutMilliseconds { get; set; } = 10_000;

    /// <summary>Longest a span or log record waits for its batch, in milliseconds. Default 5 000.</summary>
    [Range(100, 60_000)]
    public int BatchDelayMilliseconds { get; set; } = 5_000;

    /// <summary>Time between two exports of metrics, in seconds. Default 60.</summary>
    [Range(1, 3_600)]
    public int MetricIntervalSeconds { get; set; } = 60;

    /// <summary>Whether traces are exported. Default true.</summary>
    public bool Traces { get; set; } = true;

    /// <summary>Whether metrics are exported. Default true.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>Whether the log is exported. Default true.</summary>
    public bool Logs { get; set; } = true;

    /// <summary>Least serious level that is exported; <c>Log:Level</c> applies first. Default trace, so everything that is logged.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Trace;

    /// <summary>Share of traces that begin here and are kept, 0 to 1. Default 1.</summary>
    [Range(0.0, 1.0)]
    public double SamplingRatio { get; set; } = 1;

    /// <summary>Attribute <c>service.name</c>. Default modular.</summary>
    [Required]
    [StringLength(256)]
    public string ServiceName { get; set; } = "modular";

    /// <summary>Attribute <c>service.instance.id</c>. Default a new random one at every start.</summary>
    [StringLength(256)]
    public string? ServiceInstance { get; set; }

    /// <summary>Further attributes of the resource, such as <c>deployment.environment.name</c>.</summary>
    public Dictionary<string, string> Resource { get; set; } = [];

    /// <summary>Whether anything is exported.</summary>
    internal bool IsEnabled => !string.IsNullOrWhiteSpace(Endpoint) && (Traces || Metrics || Logs);
}
