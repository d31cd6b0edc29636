using Modular.Sdk.Diagnostics;

namespace Modular.Sdk.Security;

/// <summary>A diagnostic service that a caller wants to use or to see.</summary>
/// <param name="Ecu">Name of the ECU, or of the functional group.</param>
/// <param name="Service">The service.</param>
/// <param name="IsListing">True when the service is only to be listed, false when it is to be sent.</param>
public readonly record struct DiagnosticServiceUse(string Ecu, DiagnosticService Service, bool IsListing);
