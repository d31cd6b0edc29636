using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Sdk.Safety;

/// <summary>A diagnostic service that is about to be sent.</summary>
/// <param name="Ecu">Name of the ECU.</param>
/// <param name="Service">The service.</param>
/// <param name="Effect">What it does to the ECU.</param>
/// <param name="Request">The encoded request. Valid during the call only.</param>
/// <param name="Caller">On whose behalf; null for what the server does on its own.</param>
public readonly record struct SafetyRequest(
    string Ecu,
    DiagnosticService Service,
    ServiceEffect Effect,
    ReadOnlyMemory<byte> Request,
    ISecurityContext? Caller);
