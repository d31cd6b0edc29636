using Modular.Kernel.Description;
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
    private readonly DiagnosticDatabase _database;
    private readonly Lazy<InheritanceWalk> _walk;
    private readonly Lazy<LayerCatalog> _catalog;
    private readonly Lazy<IReadOnlyList<StateChart>> _stateCharts;
    private readonly Lazy<IReadOnlyList<SpecialDataGroup>> _specialData;
    private readonly Lazy<IReadOnlyList<string>> _functionalClasses;
    private readonly Lazy<IReadOnlyList<JobDescription>> _jobs;

    internal DiagnosticLayer(DiagnosticDatabase database, LayerSource source)
    {
        _database = database;
        Source = source;
        ShortName = source.Layer.ShortName ?? "";
        LongName = source.Layer.LongName?.Value;
        _walk = new(() => Guard.Read(() => InheritanceWalk.Start(source), ShortName), LazyThreadSafetyMode.PublicationOnly);
        _catalog = new(MakeCatalog, LazyThreadSafetyMode.PublicationOnly);
        _stateCharts = new(
            () => Guard.Read(() => StateReader.ReadCharts(_walk.Value.Layers), ShortName), LazyThreadSafetyMode.PublicationOnly);
        _specialData = new(
            () => Guard.Read(() => SpecialDataReader.Read(source.Layer.Sdgs), ShortName), LazyThreadSafetyMode.PublicationOnly);
        _jobs = new(
            () => Guard.Read(() => _walk.Value.Jobs.Select(JobDescription.From).ToArray(), ShortName), LazyThreadSafetyMode.PublicationOnly);
        _functionalClasses = new(() => Guard.Read(ReadFunctionalClasses, ShortName), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Short name, for example <c>FLXC1000_App_0101</c>.</summary>
    public string ShortName { get; }

    /// <summary>Name for people, or null.</summary>
    public string? LongName { get; }

    /// <summary>Whether this is a base variant, an ECU variant or a functional group.</summary>
    public LayerKind Kind => Source.Kind;

    /// <summary>Whether this is the base variant, valid for all ECUs of the kind.</summary>
    public bool IsBaseVariant => Kind == LayerKind.BaseVariant;

    /// <summary>
    /// Visible services: own ones first, then inherited ones. A service of the same short name in a layer of higher
    /// priority hides the other; services on a reference's not-inherited list do not come through that reference.
    /// </summary>
    /// <exception cref="DiagnosticException">The database is invalid.</exception>
    public IReadOnlyList<KernelService> Services => _catalog.Value.Services;

    /// <summary>State charts, own and inherited.</summary>
    /// <exception cref="DiagnosticException">The database is invalid.</exception>
    public IReadOnlyList<StateChart> StateCharts => _stateCharts.Value;

    /// <summary>Special data groups of the layer itself.</summary>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups => _specialData.Value;

    /// <summary>Short names of the functional classes, own and inherited.</summary>
    public IReadOnlyList<string> FunctionalClasses => _functionalClasses.Value;

    /// <summary>Single ECU jobs, own and inherited. Their program code is not executed.</summary>
    /// <exception cref="DiagnosticException">The database is invalid.</exception>
    public IReadOnlyList<JobDescription> Jobs => _jobs.Value;

    /// <summary>Short names of the audiences of the author's own, own and inherited.</summary>
    public IReadOnlyList<string> AdditionalAudiences => Guard.Read(ReadAudiences, ShortName);

    string IServiceCatalog.Variant => ShortName;

    IReadOnlyList<DiagnosticService> IServiceCatalog.Services => Services;

    internal LayerSource Source { get; }

    /// <summary>Finds a visible service.</summary>
    /// <param name="shortName">The whole short name, compared without case.</param>
    /// <returns>The service, or null.</returns>
    public KernelService? Find(string shortName)
    {
        ArgumentNullException.ThrowIfNull(shortName);
        return _catalog.Value.Find(shortName);
    }

    /// <summary>Visible services whose request begins with a service identifier.</summary>
    /// <param name="serviceId">First byte of the request.</param>
    /// <returns>The services in catalog order; empty when there are none.</returns>
    public IReadOnlyList<KernelService> WithServiceId(byte serviceId) => _catalog.Value.WithServiceId(serviceId);

    /// <summary>Finds the service whose constants a raw request carries; the one with the longest constant prefix wins.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The service, or null.</returns>
    public KernelService? Match(ReadOnlySpan<byte> request) => _catalog.Value.Match(request);

    DiagnosticService? IServiceCatalog.Find(string shortName) => Find(shortName);

    IReadOnlyList<DiagnosticService> IServiceCatalog.WithServiceId(byte serviceId) => WithServiceId(serviceId);

    /// <inheritdoc/>
    public override string ToString() => ShortName;

    private string[] ReadFunctionalClasses() =>
    [
        .. _walk.Value.Layers.SelectMany(layer => layer.FunctClasses).Select(item => item.ShortName).OfType<string>().Distinct(),
    ];

    private string[] ReadAudiences() =>
    [
        .. _walk.Value.Layers.SelectMany(layer => layer.AdditionalAudiences).Select(item => item.ShortName).OfType<string>().Distinct(),
    ];

    private LayerCatalog MakeCatalog() => Guard.Read(
        () =>
        {
            var globalResponses = _database.Share(_walk.Value.GlobalResponses);
            return new LayerCatalog([.. _walk.Value.Services.Select(service => _database.GetService(service, globalResponses))]);
        },
        ShortName);
}
