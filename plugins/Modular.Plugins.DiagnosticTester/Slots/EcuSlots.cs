using Modular.Plugins.DiagnosticTester.Safety;
using Modular.Plugins.DiagnosticTester.Startup;

namespace Modular.Plugins.DiagnosticTester.Slots;

/// <summary>Where other plugins take part in what is done to ECUs.</summary>
/// <param name="Authorization">Who may use and see what.</param>
/// <param name="Safety">What may be sent at present.</param>
/// <param name="Keys">Keys for seeds.</param>
/// <param name="Communication">Whether ECUs may be asked at all yet.</param>
internal sealed record EcuSlots(ServiceAuthorization Authorization, SafetyGate Safety, SeedKeys Keys, Communication Communication);
