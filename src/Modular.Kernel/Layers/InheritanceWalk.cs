using Modular.Kernel.Plans;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Layers;

/// <summary>
/// Collects the diagnostic communications a layer sees: its own, then what comes through its parents. A short name
/// declared by a layer of higher priority hides the others; among equals the first one holds.
/// </summary>
internal sealed class InheritanceWalk
{
    private const int MaxDepth = 16;
    private const int MaxLayers = 4096;

    private readonly List<VisibleService> _services = [];
    private readonly Dictionary<string, (int Index, LayerKind Kind)> _byName = new(StringComparer.Ordinal);
    private readonly List<DiagLayer> _layers = [];
    private readonly List<(string Name, SingleEcuJob View)> _jobs = [];
    private readonly List<(Response View, string? Name)> _globalResponses = [];
    private readonly HashSet<int> _seenLayers = [];
    private int _visited;

    private InheritanceWalk()
    {
    }

    /// <summary>Visible services, own ones first.</summary>
    public IReadOnlyList<VisibleService> Services => _services;

    /// <summary>Visible jobs, own ones first; of one short name the nearest holds.</summary>
    public IEnumerable<SingleEcuJob> Jobs => _jobs.Select(job => job.View);

    /// <summary>Visible negative responses to any service, own ones first; a nearer one hides another of its name.</summary>
    public IReadOnlyList<Response> GlobalResponses => [.. _globalResponses.Select(response => response.View)];

    /// <summary>The layer itself and the layers it inherits from, nearest first.</summary>
    public IReadOnlyList<DiagLayer> Layers => _layers;

    public static InheritanceWalk Start(LayerSource source)
    {
        var walk = new InheritanceWalk();
        walk.Visit(source, Hidden.Nothing, 0);
        return walk;
    }

    private void Visit(LayerSource source, Hidden hidden, int depth)
    {
        // References lead forward in the file, so a cycle cannot be written; a ladder of layers could still cost much.
        if (depth > MaxDepth || ++_visited > MaxLayers)
        {
            throw MessageException.Invalid($"Layers inherit from each other over more than {MaxDepth} levels or {MaxLayers} ways");
        }

        if (_seenLayers.Add(source.Layer.Offset))
        {
            _layers.Add(source.Layer);
        }

        AddServices(source, hidden.Communications);
        AddJobs(source, hidden.Communications);
        AddGlobalResponses(source, hidden.GlobalResponses);
        foreach (var (parent, excluded) in Order(source))
        {
            Visit(parent, hidden.With(excluded), depth + 1);
        }
    }

    private static List<(LayerSource Parent, Hidden Excluded)> Order(LayerSource source)
    {
        var parents = new List<(LayerSource, Hidden)>(source.Parents.Count);
        foreach (var reference in source.Parents)
        {
            if (LayerSource.From(reference) is { } parent)
            {
                parents.Add((parent, new([.. reference.NotInheritedDiagCommShortNames], [.. reference.NotInheritedGlobalNegativeResponsesShortNames])));
            }
        }

        // A stable order by priority, whatever order the file has.
        return [.. parents.OrderBy(entry => entry.Item1.Kind)];
    }

    private void AddServices(LayerSource source, HashSet<string> hidden)
    {
        foreach (var service in source.Layer.DiagServices)
        {
            if (service.DiagComm?.ShortName is not { Length: > 0 } name || hidden.Contains(name))
            {
                continue;
            }

            var visible = new VisibleService(service, name, source.Layer);
            if (!_byName.TryGetValue(name, out var known))
            {
                _byName.Add(name, (_services.Count, source.Kind));
                _services.Add(visible);
            }
            else if (source.Kind < known.Kind)
            {
                // Reached by another way before, from a layer of lower priority.
                _services[known.Index] = visible;
                _byName[name] = (known.Index, source.Kind);
            }
        }
    }

    private void AddGlobalResponses(LayerSource source, HashSet<string> hidden)
    {
        foreach (var response in source.Layer.GlobalNegativeResponses)
        {
            var name = response.ShortName;
            if (name is null || (!hidden.Contains(name) && !_globalResponses.Exists(known => known.Name == name)))
            {
                _globalResponses.Add((response, name));
            }
        }
    }

    private void AddJobs(LayerSource source, HashSet<string> hidden)
    {
        foreach (var job in source.Layer.SingleEcuJobs)
        {
            if (job.DiagComm?.ShortName is { Length: > 0 } name && !hidden.Contains(name) && !_jobs.Exists(known => known.Name == name))
            {
                _jobs.Add((name, job));
            }
        }
    }

    /// <summary>Short names which do not come through the references passed so far.</summary>
    private sealed record Hidden(HashSet<string> Communications, HashSet<string> GlobalResponses)
    {
        public static Hidden Nothing { get; } = new([], []);

        public Hidden With(Hidden more) => more.Communications.Count + more.GlobalResponses.Count == 0
            ? this
            : new([.. Communications, .. more.Communications], [.. GlobalResponses, .. more.GlobalResponses]);
    }
}
