using Modular.Sdk.Health;

namespace Modular.Plugins.Logging.Dlt;

/// <summary>Says whether the log goes to DLT. Without it the server still serves, so it is up with a remark.</summary>
internal sealed class DltHealth(DltSink sink) : IHealthContributor
{
    /// <inheritdoc/>
    public string Name => "dlt";

    /// <inheritdoc/>
    public HealthReport GetReport() => new(HealthState.Up, sink.Remark);
}
