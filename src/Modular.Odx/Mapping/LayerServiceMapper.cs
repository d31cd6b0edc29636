using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Which services and jobs a layer holds.</summary>
/// <remarks>
/// A database keeps what a layer declares, with all references followed. ODX binds short names late: in the layer that
/// uses a service, not in the one that declares it. So where a layer means something else by a name that an inherited
/// service uses, it gets a copy of that service; and a service of a layer that is there to be inherited, which uses names
/// that only its heirs know, is held by those alone.
/// </remarks>
internal sealed class LayerServiceMapper(MappingSession session)
{
    private readonly Dictionary<OdxLayer, Dictionary<string, (OdxElement Comm, OdxLayer? Scope)>> _views = [];
    private readonly Dictionary<OdxElement, string> _unbound = new(ReferenceEqualityComparer.Instance);

    public void AddTo(DiagLayerDefinition definition, OdxLayer layer)
    {
        var view = new Dictionary<string, (OdxElement Comm, OdxLayer? Scope)>(StringComparer.Ordinal);
        foreach (var comm in Declared(layer))
        {
            AddDeclared(definition, layer, comm, view);
        }

        foreach (var parent in layer.ParentsByPriority)
        {
            foreach (var (name, (comm, scope)) in _views.GetValueOrDefault(parent.Layer) ?? [])
            {
                if (!view.ContainsKey(name) && !parent.Withholds(NameSpace.DiagComm, name))
                {
                    view.Add(name, (comm, Inherit(definition, layer, comm, scope)));
                }
            }
        }

        _views.Add(layer, view);
    }

    /// <summary>The layer in which the names of a service are looked up for the copy that a layer uses.</summary>
    public OdxLayer ScopeOf(OdxElement comm, OdxLayer layer) =>
        _views.TryGetValue(layer, out var view) && view.TryGetValue(comm.ShortName, out var entry) && entry.Scope is { } scope ? scope : layer;

    /// <summary>Reports services that no layer could complete.</summary>
    public void ReportUnbound()
    {
        foreach (var (comm, message) in _unbound)
        {
            session.Problems.Recoverable(comm, $"{comm.Name} {comm.ShortName} is complete in no layer: {message}", LossReason.Unresolved);
        }
    }

    /// <summary>Referred services first, then those that stand in the layer.</summary>
    private IEnumerable<OdxElement> Declared(OdxLayer layer)
    {
        if (layer.Element.Take("DIAG-COMMS") is not { } list)
        {
            yield break;
        }

        foreach (var reference in list.TakeAll("DIAG-COMM-REF"))
        {
            if (session.References.Resolve(reference) is not { } found)
            {
                continue;
            }

            if (found.Name is "DIAG-SERVICE" or "SINGLE-ECU-JOB")
            {
                yield return found;
            }
            else
            {
                session.WrongKind(reference, found, "service or job");
            }
        }

        foreach (var child in list.Children)
        {
            if (child.Name != "DIAG-COMM-REF")
            {
                yield return child;
            }
        }
    }

    private void AddDeclared(DiagLayerDefinition definition, OdxLayer layer, OdxElement comm, Dictionary<string, (OdxElement, OdxLayer?)> view)
    {
        if (!IsForAudience(comm))
        {
            session.Losses.Add(comm, LossReason.Audience);
            return;
        }

        session.Scopes.LeavesUnboundNames = layer.IsAbstract;
        try
        {
            Add(definition, session.DiagComms.Get(comm, layer));
            view.TryAdd(comm.ShortName, (comm, layer));
        }
        catch (UnboundNameException exception)
        {
            _unbound[comm] = exception.Message;
            view.TryAdd(comm.ShortName, (comm, null));
        }
        finally
        {
            session.Scopes.LeavesUnboundNames = false;
        }
    }

    /// <summary>Gives the layer a copy of a service where names mean something else in it.</summary>
    /// <returns>The layer in which the names were looked up; null while some are unknown.</returns>
    private OdxLayer? Inherit(DiagLayerDefinition definition, OdxLayer layer, OdxElement comm, OdxLayer? scope)
    {
        if (scope is not null && !session.DiagComms.NamesOf(comm, scope).Any(used => MeansElse(used.Space, used.Name, layer, scope)))
        {
            return scope;
        }

        session.Scopes.LeavesUnboundNames = layer.IsAbstract;
        try
        {
            Add(definition, session.DiagComms.Get(comm, layer));
            _unbound.Remove(comm);
            return layer;
        }
        catch (UnboundNameException)
        {
            return scope;
        }
        finally
        {
            session.Scopes.LeavesUnboundNames = false;
        }
    }

    private static bool MeansElse(NameSpace space, string name, OdxLayer layer, OdxLayer scope) =>
        layer.Find(space, name) is { } here && here != scope.Find(space, name);

    private static void Add(DiagLayerDefinition layer, IDiagServiceOrJobAlternative? comm)
    {
        switch (comm)
        {
            case DiagServiceDefinition service:
                layer.DiagServices.Add(service);
                break;
            case SingleEcuJobDefinition job:
                layer.SingleEcuJobs.Add(job);
                break;
        }
    }

    private bool IsForAudience(OdxElement comm)
    {
        var wanted = session.Options.Audiences;
        if (wanted.Count == 0 || comm.Find("AUDIENCE")?.Find("ENABLED-AUDIENCE-REFS") is not { } enabled)
        {
            return true;
        }

        foreach (var reference in enabled.Children)
        {
            if (session.References.Resolve(reference) is { } audience)
            {
                if (wanted.Contains(audience.ShortName, StringComparer.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
