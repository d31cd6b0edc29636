namespace Modular.Samples.Endpoints;

/// <summary>An ECU as the list shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it was reached.</param>
/// <param name="Variant">The detected variant, or null.</param>
internal sealed record AcmeEcu(string Name, string State, string? Variant);
