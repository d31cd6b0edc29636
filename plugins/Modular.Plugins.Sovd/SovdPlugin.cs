using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Components;
using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Dialects.Reference;
using Modular.Plugins.Sovd.Dialects.Reference.OpenApi;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Plugins.Sovd.Locks;
using Modular.Plugins.Sovd.Modes;
using Modular.Plugins.Sovd.Naming;
using Modular.Sdk.Http;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Sovd;

/// <summary>The SOVD REST API over the diagnostic tester.</summary>
[Export(typeof(IPluginModule))]
public sealed class SovdPlugin : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);

        services.AddSingleton<IValidateOptions<SovdOptions>, SovdOptionsValidator>();
        services.AddOptions<SovdOptions>()
            .Bind(context.Configuration.GetSection(SovdOptions.SectionName), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton(context.Host);

        services.AddSingleton<JsonBodyPool>();
        services.AddSingleton(static provider => new NamingRules(provider.GetRequiredService<IOptions<SovdOptions>>().Value.Naming));
        services.AddSingleton<DataDirectoryCache>();
        services.AddSingleton<ComponentLists>();

        services.AddSingleton<StateReset>();
        services.AddSingleton<SessionExpiry>();
        services.AddSingleton<LockEpochs>();
        services.AddSingleton<LockPreemption>();
        services.AddSingleton<LockMetrics>();
        services.AddSingleton<LockContext>();
        services.AddSingleton<EcuLocks>();
        services.AddSingleton<AccessGate>();

        services.AddSingleton<RequestOrigin>();
        services.AddSingleton<RouteInvoker>();
        AddReferenceDialect(services);
    }

    private static void AddReferenceDialect(IServiceCollection services)
    {
        services.AddSingleton<ComponentLinks>();
        services.AddSingleton<ReferenceErrors>();
        services.AddSingleton<IRouteSource, VersionEndpoints>();
        services.AddSingleton<IRouteSource, AuthorizeEndpoints>();
        services.AddSingleton<IRouteSource, NetworkStructureEndpoints>();
        services.AddSingleton<IRouteSource, ComponentEndpoints>();
        services.AddSingleton<IRouteSource, DataEndpoints>();
        services.AddSingleton<IRouteSource, ModeEndpoints>();
        services.AddSingleton<IRouteSource, LockEndpoints>();
        services.AddSingleton<IOpenApiSource, ReferenceOpenApi>();
        services.AddSingleton<ReferenceEndpointModule>();
        services.AddSingleton<IEndpointModule>(static provider => provider.GetRequiredService<ReferenceEndpointModule>());
    }
}
