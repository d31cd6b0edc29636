using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Slots;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>What all ECUs share.</summary>
/// <param name="Options">The configuration.</param>
/// <param name="Slots">Where other plugins take part.</param>
/// <param name="Events">Takes changes.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log of ECUs.</param>
internal sealed record EcuServices(
    TesterOptions Options, EcuSlots Slots, EcuEventHub Events, TesterMetrics Metrics, TimeProvider Time, ILogger<Ecu> Logger);
