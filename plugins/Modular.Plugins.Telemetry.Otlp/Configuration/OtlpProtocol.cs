namespace Modular.Plugins.Telemetry.Otlp.Configuration;

/// <summary>How the collector is spoken to.</summary>
internal enum OtlpProtocol
{
    /// <summary>gRPC, by custom on port 4317.</summary>
    Grpc,

    /// <summary>HTTP with protobuf bodies, by custom on port 4318.</summary>
    HttpProtobuf,
}
