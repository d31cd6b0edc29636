namespace Modular.Samples.Endpoints;

/// <summary>What an ECU says of itself.</summary>
/// <param name="Ecu">Name of the ECU.</param>
/// <param name="Service">Short name of the service that was asked.</param>
/// <param name="Values">The named values of its answer as texts.</param>
internal sealed record AcmeIdentification(string Ecu, string Service, IReadOnlyDictionary<string, string> Values);
