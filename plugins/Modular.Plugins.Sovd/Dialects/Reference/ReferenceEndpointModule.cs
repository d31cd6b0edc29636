using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Http;
using Modular.Sdk.Hosting;
using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Maps the routes of the reference dialect.</summary>
internal sealed class ReferenceEndpointModule : IEndpointModule
{
    private readonly RouteInvoker _invoker;
    private readonly ReferenceErrors _errors;
    private readonly bool _anonymousDiscovery;

    /// <summary>Collects the routes.</summary>
    /// <param name="sources">The resources.</param>
    /// <param name="invoker">Runs routes.</param>
    /// <param name="errors">Errors of the dialect.</param>
    /// <param name="options">Section <c>Sovd</c>.</param>
    /// <param name="host">Decides the default of <see cref="SovdOptions.AnonymousDiscovery"/>.</param>
    public ReferenceEndpointModule(
        IEnumerable<IRouteSource> sources, RouteInvoker invoker, ReferenceErrors errors, IOptions<SovdOptions> options, IHostFacts host)
    {
        _invoker = invoker;
        _errors = errors;
        _anonymousDiscovery = options.Value.AnonymousDiscovery ?? host.InsecureDevelopment;
        Routes = [.. sources.SelectMany(static source => source.Routes)];
    }

    /// <summary>All routes.</summary>
    internal IReadOnlyList<SovdRoute> Routes { get; }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        foreach (var route in Routes)
        {
            var endpoint = endpoints.MapMethods(route.Pattern, [route.Method], _invoker.CreateDelegate(route, _errors));
            if (IsAnonymous(route))
            {
                endpoint.AllowAnonymousCallers();
            }
        }
    }

    private bool IsAnonymous(SovdRoute route) =>
        route.Callers == CallerRule.Anonymous || (route.Callers == CallerRule.Discovery && _anonymousDiscovery);
}
