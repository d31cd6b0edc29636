namespace Modular.Sdk.Diagnostics;

/// <summary>
/// The services visible in one variant, inheritance resolved. Immutable: a change of variant or database brings a new
/// catalog, so that users may cache by its identity.
/// </summary>
public interface IServiceCatalog
{
    /// <summary>Short name of the variant the catalog belongs to.</summary>
    string Variant { get; }

    /// <summary>All services in the order of the database, own ones before inherited ones.</summary>
    IReadOnlyList<DiagnosticService> Services { get; }

    /// <summary>Finds a service by its short name, without regard to case.</summary>
    /// <param name="shortName">The whole short name.</param>
    /// <returns>The service, or null.</returns>
    DiagnosticService? Find(string shortName);

    /// <summary>The services whose request begins with a service identifier, in catalog order.</summary>
    /// <param name="serviceId">First byte of the request.</param>
    /// <returns>The services; empty when there are none.</returns>
    IReadOnlyList<DiagnosticService> WithServiceId(byte serviceId);
}
