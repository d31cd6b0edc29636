using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;

namespace Modular.Plugins.DiagnosticTester.Startup;

/// <summary>Health part <c>communication</c>; there is one only where the communication is deferred.</summary>
/// <param name="communication">The communication.</param>
internal sealed class CommunicationHealth(Communication communication) : IHealthContributor
{
    /// <inheritdoc/>
    public string Name => "communication";

    /// <inheritdoc/>
    public HealthReport GetReport() => communication.Snapshot switch
    {
        (CommunicationState.Started, _) => new HealthReport(HealthState.Up),
        (CommunicationState.Starting, _) => new HealthReport(HealthState.Starting, "The vehicle is being looked for."),
        (CommunicationState.Failed, var failure) => new HealthReport(HealthState.Failed, failure),
        _ => new HealthReport(HealthState.Pending, communication.Start == Configuration.CommunicationStart.OnDemand
            ? "The first request to an ECU starts the communication."
            : "A plugin has to start the communication."),
    };
}
