using Microsoft.Extensions.Options;
using Modular.Plugins.Telemetry.Otlp.Configuration;
using Modular.Sdk.Health;

namespace Modular.Plugins.Telemetry.Otlp;

/// <summary>Says whether telemetry is exported. Without it the server still serves, so it is up with a remark.</summary>
/// <param name="options">Section <c>Otlp</c>.</param>
/// <param name="report">What could not be exported.</param>
internal sealed class OtlpHealth(IOptions<OtlpOptions> options, ExportReport report) : IHealthContributor
{
    /// <inheritdoc/>
    public string Name => "otlp";

    /// <inheritdoc/>
    public HealthReport GetReport() =>
        new(HealthState.Up, options.Value.IsEnabled ? report.Remark : "switched off (Otlp:Endpoint)");
}
