using Modular.Sdk.Diagnostics;

namespace Modular.Sdk.Testing.Diagnostics;

/// <summary>The services of a <see cref="FakeEcu"/>, in the order given.</summary>
/// <param name="variant">Short name of the variant.</param>
/// <param name="services">The services.</param>
public sealed class FakeServiceCatalog(string variant, params DiagnosticService[] services) : IServiceCatalog
{
    /// <inheritdoc/>
    public string Variant => variant;

    /// <inheritdoc/>
    public IReadOnlyList<DiagnosticService> Services => services;

    /// <summary>Describes a service.</summary>
    /// <param name="shortName">Its short name.</param>
    /// <param name="requestPrefix">The constant bytes its request begins with.</param>
    /// <returns>The service, with semantic DATA.</returns>
    public static DiagnosticService Service(string shortName, params byte[] requestPrefix) =>
        new() { ShortName = shortName, Layer = "Fake", Semantic = "DATA", RequestPrefix = requestPrefix };

    /// <inheritdoc/>
    public DiagnosticService? Find(string shortName) =>
        Array.Find(services, service => string.Equals(service.ShortName, shortName, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IReadOnlyList<DiagnosticService> WithServiceId(byte serviceId) => [.. services.Where(service => service.ServiceId == serviceId)];
}
