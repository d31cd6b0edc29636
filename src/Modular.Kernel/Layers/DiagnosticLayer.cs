using Modular.Kernel.Services;
using Modular.Kernel.States;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Layers;

/// <summary>
/// A variant or a functional group with everything it inherits. Immutable and safe for concurrent use; indexes are
/// built on first use.
/// </summary>
public sealed class DiagnosticLayer : IServiceCatalog
{
    internal DiagnosticLayer()
    {
    }

    /// <summary>Short name, for example <c>FLXC1000_App_0101</c>.</summary>
    public string ShortName => throw new NotImplementedException();

    /// <summary>Name for people, or null.</summary>
    public string? LongName => throw new NotImplementedException();

    /// <summary>Whether this is a base variant, an ECU variant or a functional group.</summary>
    public LayerKind Kind => throw new NotImplementedException();

    /// <summary>Whether this is the base variant, valid for all ECUs of the kind.</summary>
    public bool IsBaseVariant => Kind == LayerKind.BaseVariant;

    /// <summary>
    /// Visible services: own ones first, then inherited ones. A service of the same short name in a layer of higher
    /// priority hides the other; services on a reference's not-inherited list do not come through that reference.
    /// </summary>
    public IReadOnlyList<KernelService> Services => throw new NotImplementedException();

    /// <summary>State charts, own and inherited.</summary>
    public IReadOnlyList<StateChart> StateCharts => throw new NotImplementedException();

    /// <summary>Special data groups of the layer itself.</summary>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups => throw new NotImplementedException();

    /// <summary>Short names of the functional classes, own and inherited.</summary>
    public IReadOnlyList<string> FunctionalClasses => throw new NotImplementedException();

    /// <summary>Short names of the single ECU jobs, own and inherited. Their program code is not executed.</summary>
    public IReadOnlyList<string> Jobs => throw new NotImplementedException();

    string IServiceCatalog.Variant => ShortName;

    IReadOnlyList<DiagnosticService> IServiceCatalog.Services => Services;

    /// <summary>Finds a visible service.</summary>
    /// <param name="shortName">The whole short name, compared without case.</param>
    /// <returns>The service, or null.</returns>
    public KernelService? Find(string shortName) => throw new NotImplementedException();

    /// <summary>Visible services whose request begins with a service identifier.</summary>
    /// <param name="serviceId">First byte of the request.</param>
    /// <returns>The services in catalog order; empty when there are none.</returns>
    public IReadOnlyList<KernelService> WithServiceId(byte serviceId) => throw new NotImplementedException();

    /// <summary>Finds the service whose constants a raw request carries; the one with the longest constant prefix wins.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The service, or null.</returns>
    public KernelService? Match(ReadOnlySpan<byte> request) => throw new NotImplementedException();

    DiagnosticService? IServiceCatalog.Find(string shortName) => Find(shortName);

    IReadOnlyList<DiagnosticService> IServiceCatalog.WithServiceId(byte serviceId) => WithServiceId(serviceId);

    /// <inheritdoc/>
    public override string ToString() => ShortName;
}
