namespace Modular.Samples.Endpoints;

/// <summary>The ECUs that the caller may see.</summary>
/// <param name="Ecus">The ECUs, ordered by name.</param>
internal sealed record AcmeEcus(IReadOnlyList<AcmeEcu> Ecus);
