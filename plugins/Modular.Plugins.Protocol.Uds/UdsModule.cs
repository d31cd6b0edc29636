using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;
using Modular.Sdk.Protocols;

namespace Modular.Plugins.Protocol.Uds;

/// <summary>Provides UDS to the diagnostic tester.</summary>
[Export(typeof(IPluginModule))]
public sealed class UdsModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        services.AddOptions<UdsOptions>()
            .Bind(context.Configuration.GetSection(UdsOptions.Section), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<UdsOptions>, UdsOptionsValidator>();
        services.ProvideCapability<IDiagnosticProtocol, UdsProtocol>();
    }
}
