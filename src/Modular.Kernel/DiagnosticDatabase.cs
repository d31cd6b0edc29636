using System.Collections.Concurrent;
using Modular.Kernel.ComParams;
using Modular.Kernel.Description;
using Modular.Kernel.Detection;
using Modular.Kernel.Layers;
using Modular.Kernel.Plans;
using Modular.Kernel.Services;
using Modular.Mdd;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Transports;

namespace Modular.Kernel;

/// <summary>
/// An MDD database as a diagnostic engineer sees it: variants, functional groups, services and communication
/// parameters. Safe for concurrent use; everything obtained from it is valid until it is disposed.
/// </summary>
/// <remarks>
/// The database file stays mapped. Views read it in place, indexes and plans are made on first use and kept.
/// </remarks>
public sealed class DiagnosticDatabase : IDisposable
{
    private readonly MddDatabase _database;
    private readonly Lazy<PlanCompiler> _compiler;
    private readonly Lazy<VariantDetection> _detection;
    private readonly Lazy<IReadOnlyList<string>> _protocols;
    private readonly Lazy<IReadOnlyList<DiagnosticLayer>> _protocolLayers;
    private int _lastGlobalResponses;

    // A layer may declare what another one declares too, stored once; so the place alone does not tell them apart.
    // Layers share a service unless they allow different global responses to it.
    private readonly ConcurrentDictionary<(int Layer, int Service, int GlobalResponses), KernelService> _services = new();
    private readonly ConcurrentDictionary<string, int> _globalResponses = new(StringComparer.Ordinal);

    /// <summary>Takes over an open database.</summary>
    /// <param name="database">The database; disposed with this object.</param>
    /// <param name="options">Deviations from the rules; null for the rules.</param>
    /// <exception cref="DiagnosticException">The database is invalid.</exception>
    public DiagnosticDatabase(MddDatabase database, KernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        Options = options ?? KernelOptions.Default;
        _compiler = Publish(() => new PlanCompiler(Options, PositionStyle.WritesZeros(_database.Root)));
        _detection = Publish(() => VariantDetection.Create(this));
        _protocols = Publish(() => Guard.Read(() => ComParamReader.ReadProtocols(_database.Root), EcuName));
        _protocolLayers = Publish(() => Guard.Read(ReadProtocolLayers, EcuName));
        (Variants, FunctionalGroups) = Guard.Read(ReadLayers, EcuName);
        BaseVariant = Variants.FirstOrDefault(layer => layer.IsBaseVariant);
    }

    /// <summary>Name of the ECU, for example <c>FLXC1000</c>; <c>functional_groups</c> for a description of groups only.</summary>
    public string EcuName => _database.EcuName;

    /// <summary>Revision of the database, for example <c>00.01.00</c>, or null when it has none.</summary>
    public string? Revision => _database.Revision;

    /// <summary>Base variants and ECU variants in the order of the database.</summary>
    public IReadOnlyList<DiagnosticLayer> Variants { get; }

    /// <summary>The first base variant, or null in a description of functional groups only.</summary>
    public DiagnosticLayer? BaseVariant { get; }

    /// <summary>Functional groups in the order of the database.</summary>
    public IReadOnlyList<DiagnosticLayer> FunctionalGroups { get; }

    /// <summary>Short names of the protocols which layers inherit from or communication parameters belong to.</summary>
    public IReadOnlyList<string> Protocols => _protocols.Value;

    /// <summary>Protocols which the variants and functional groups inherit from, nearest first.</summary>
    public IReadOnlyList<DiagnosticLayer> ProtocolLayers => _protocolLayers.Value;

    /// <summary>Which services tell the variant, and what their answers mean.</summary>
    public VariantDetection Detection => _detection.Value;

    /// <summary>All trouble codes of the database.</summary>
    public IReadOnlyList<DtcDescription> Dtcs => Guard.Read(() => _database.Root.Dtcs.Select(DtcDescription.From).ToArray(), EcuName);

    internal KernelOptions Options { get; }

    internal PlanCompiler Compiler => _compiler.Value;

    internal MddDatabase Database => _database;

    /// <summary>Opens an MDD file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Deviations from the rules; null for the rules.</param>
    /// <param name="files">Limits of the file, and where it is kept decompressed; null for the defaults.</param>
    /// <returns>The database; the caller disposes it.</returns>
    /// <exception cref="MddFormatException">The file cannot be read or is refused; the cause says why.</exception>
    /// <exception cref="DiagnosticException">The database is invalid.</exception>
    public static DiagnosticDatabase Open(string path, KernelOptions? options = null, MddOptions? files = null)
    {
        var database = MddDatabase.Open(path, files);
        try
        {
            return new DiagnosticDatabase(database, options);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Finds a variant, a functional group or a protocol.</summary>
    /// <param name="shortName">Its short name, compared without case.</param>
    /// <returns>The layer, or null.</returns>
    public DiagnosticLayer? FindLayer(string shortName)
    {
        ArgumentNullException.ThrowIfNull(shortName);
        return Variants.Concat(FunctionalGroups).Concat(ProtocolLayers)
            .FirstOrDefault(layer => string.Equals(layer.ShortName, shortName, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Communication parameters of the base variant (or of the functional group of that protocol), completed by the
    /// defaults of the protocol's communication parameter specification. Members of CP_UniqueRespIdTable appear as
    /// parameters of their own, durations as whole microseconds, switches as <c>true</c> or <c>false</c>.
    /// </summary>
    /// <param name="protocol">Short name of the protocol, compared without case; null to take values of any protocol.</param>
    /// <returns>The parameters; empty when the database has none.</returns>
    /// <exception cref="DiagnosticException">The database is invalid.</exception>
    public ComParamSet ResolveComParams(string? protocol = null) =>
        Guard.Read(() => ComParamReader.Resolve(_database.Root, protocol), EcuName);

    /// <summary>Closes the file. Nothing obtained from the database may be used any more.</summary>
    public void Dispose() => _database.Dispose();

    internal KernelService GetService(VisibleService service, GlobalResponses globalResponses)
    {
        var key = (service.Declaring.Offset, service.View.Offset, globalResponses.Id);
        return _services.TryGetValue(key, out var known)
            ? known
            : _services.GetOrAdd(key, new KernelService(this, service, globalResponses));
    }

    internal GlobalResponses Share(IReadOnlyList<Response> responses) => responses.Count == 0
        ? GlobalResponses.None
        : new(responses, _globalResponses.GetOrAdd(string.Join(',', responses.Select(response => response.Offset)), _ => Interlocked.Increment(ref _lastGlobalResponses)));

    private (DiagnosticLayer[] Variants, DiagnosticLayer[] Groups) ReadLayers()
    {
        var variants = new List<DiagnosticLayer>();
        foreach (var variant in _database.Root.Variants)
        {
            if (LayerSource.From(variant) is { } source)
            {
                variants.Add(new DiagnosticLayer(this, source));
            }
        }

        var groups = new List<DiagnosticLayer>();
        foreach (var group in _database.Root.FunctionalGroups)
        {
            if (LayerSource.From(group) is { } source)
            {
                groups.Add(new DiagnosticLayer(this, source));
            }
        }

        return ([.. variants], [.. groups]);
    }

    private IReadOnlyList<DiagnosticLayer> ReadProtocolLayers()
    {
        var (protocols, seen) = (new List<DiagnosticLayer>(), new HashSet<int>());
        var pending = new Queue<LayerSource>(Variants.Concat(FunctionalGroups).Select(layer => layer.Source));
        while (pending.TryDequeue(out var source))
        {
            foreach (var reference in source.Parents)
            {
                if (LayerSource.From(reference) is { } parent && seen.Add(parent.Layer.Offset))
                {
                    pending.Enqueue(parent);
                    if (parent.Kind == LayerKind.Protocol)
                    {
                        protocols.Add(new DiagnosticLayer(this, parent));
                    }
                }
            }
        }

        return protocols;
    }

    private static Lazy<T> Publish<T>(Func<T> make) => new(make, LazyThreadSafetyMode.PublicationOnly);
}
