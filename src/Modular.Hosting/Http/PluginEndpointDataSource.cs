using Microsoft.Extensions.Primitives;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Http;

/// <summary>The one source of plugin endpoints. Every change replaces the whole list at once.</summary>
internal sealed class PluginEndpointDataSource(PluginRequestHandler handler) : EndpointDataSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PluginGeneration, IReadOnlyList<PublishedRoute>> _published = [];
    private IReadOnlyList<Endpoint> _endpoints = [];
    private CancellationTokenSource _change = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Endpoint> Endpoints => Volatile.Read(ref _endpoints);

    /// <inheritdoc/>
    public override IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _change).Token);

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
            foreach (var (other, theirs) in _published)
            {
                // The next generation of the same plugin takes its routes over.
                foreach (var route in other.Identity.Id == generation.Identity.Id ? [] : routes)
                {
                    route.ThrowIfTaken(theirs.Select(static their => their.Route), other.Identity.Id, generation.Identity.Id);
                }
            }

            if (old is not null)
            {
                _published.Remove(old);
            }

            _published[generation] = [.. routes.Select(route => new PublishedRoute(route, Build(slot, generation, route)))];
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

    private CancellationTokenSource Swap()
    {
        // List before token: who sees the new token must not see the old list.
        Volatile.Write(ref _endpoints, [.. _published.Values.SelectMany(static routes => routes).Select(static route => route.Endpoint)]);
        return Interlocked.Exchange(ref _change, new CancellationTokenSource());
    }

    private RouteEndpoint Build(PluginSlot slot, PluginGeneration generation, PluginRoute route)
    {
        var (key, needsCaller) = (route.Key, route.NeedsCaller);
        return new RouteEndpoint(
            context => handler.HandleAsync(context, slot, generation, key, needsCaller),
            route.Endpoint.RoutePattern,
            route.Endpoint.Order,
            route.Endpoint.Metadata,
            $"{generation.Identity.Id} {route.Key}");
    }

    private sealed record PublishedRoute(PluginRoute Route, Endpoint Endpoint);
}
