using Microsoft.Extensions.Primitives;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Http;

/// <summary>The one source of plugin endpoints. Every change replaces the whole list at once.</summary>
internal sealed class PluginEndpointDataSource(PluginRequestHandler handler) : EndpointDataSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PluginGeneration, IReadOnlyList<RouteLink>> _published = [];
    private IReadOnlyList<Endpoint> _endpoints = [];
    private CancellationTokenSource _change = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Endpoint> Endpoints => Volatile.Read(ref _endpoints);

    /// <inheritdoc/>
    public override IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _change).Token);

    /// <summary>Overrides of published plugins which lie over nothing at present.</summary>
    public IReadOnlyList<RouteLink> FindIdleOverrides()
    {
        lock (_gate)
        {
            return [.. RouteChains.FindIdle([.. _published.Values.SelectMany(static links => links)])];
        }
    }

    /// <summary>Publishes the routes of a generation, in the same moment in which those of its predecessor go.</summary>
    /// <param name="slot">The plugin.</param>
    /// <param name="old">The generation whose routes go; null when there is none.</param>
    /// <param name="generation">The generation whose routes come.</param>
    /// <param name="routes">Its routes.</param>
    /// <exception cref="PluginProblemException">Another plugin has one of them already; nothing was changed.</exception>
    public void Publish(PluginSlot slot, PluginGeneration? old, PluginGeneration generation, IReadOnlyList<PluginRoute> routes)
    {
        if (routes.Count == 0 && old is null)
        {
            return;
        }

        CancellationTokenSource change;
        lock (_gate)
        {
            // The next generation of the same plugin takes its routes over.
            var others = _published.Where(pair => pair.Key.Identity.Id != generation.Identity.Id).SelectMany(static pair => pair.Value).ToList();
            foreach (var route in routes)
            {
                ThrowIfTaken(route, generation.Identity.Id, others);
            }

            if (old is not null)
            {
                _published.Remove(old);
            }

            _published[generation] = [.. routes.Select(route => new RouteLink(slot, generation, route))];
            change = Swap();
        }

        // Outside of the lock: the matcher rebuilds itself in this call.
        change.Cancel();
    }

    /// <summary>Takes back the routes of a generation.</summary>
    public void Retract(PluginGeneration generation)
    {
        CancellationTokenSource old;
        lock (_gate)
        {
            if (!_published.Remove(generation))
            {
                return;
            }

            old = Swap();
        }

        old.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _change.Dispose();

    private static void ThrowIfTaken(PluginRoute route, string newcomer, List<RouteLink> others)
    {
        if (route.Override is not null)
        {
            RouteChains.ThrowIfReplacedTwice(route, newcomer, others);
            return;
        }

        foreach (var other in others.Where(static other => other.Route.Override is null))
        {
            route.ThrowIfTaken([other.Route], other.Generation.Identity.Id, newcomer);
        }
    }

    private CancellationTokenSource Swap()
    {
        // List before token: who sees the new token must not see the old list.
        var links = _published.Values.SelectMany(static links => links).ToList();
        Volatile.Write(ref _endpoints, [.. RouteChains.Build(links).Select(Build)]);
        return Interlocked.Exchange(ref _change, new CancellationTokenSource());
    }

    private RouteEndpoint Build(RouteChain chain)
    {
        // Pattern, order and limits are the owner's; who lies over it may add to them, the outermost last.
        var owner = chain.Links[^1].Route.Endpoint;
        var metadata = chain.Links.Count == 1
            ? owner.Metadata
            : new EndpointMetadataCollection(
                chain.Links.Reverse().SelectMany(static link => link.Route.Endpoint.Metadata)
                    .Where(static item => item is not IHttpMethodMetadata)
                    .Concat(chain.Methods.Count == 0 ? [] : [new HttpMethodMetadata(chain.Methods)]));
        var plugins = string.Join(" over ", chain.Links.Select(static link => link.Generation.Identity.Id));
        return new RouteEndpoint(
            handler.CreateDelegate(chain), owner.RoutePattern, owner.Order, metadata, $"{plugins} {chain.Links[^1].Route.Key}");
    }
}
