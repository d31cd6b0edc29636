using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Samples.OemSecurity.Keys;
using Modular.Samples.OemSecurity.Tokens;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;

namespace Modular.Samples.OemSecurity;

/// <summary>The one entry point of the plugin.</summary>
[Export(typeof(IPluginModule))]
public sealed class OemSecurityModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);
        services.AddSingleton<IValidateOptions<OemOptions>, OemOptionsValidator>();
        services.AddSingleton<IValidateOptions<OemOptions>, OemOptionsRules>();
        services.AddOptions<OemOptions>()
            .Bind(context.Configuration.GetSection(OemOptions.SectionName), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<OemTokenVerifier>();
        services.ProvideCapability<IAuthenticator, OemAuthenticator>();
        services.ProvideCapability<ISeedKeyProvider, OemSeedKeyProvider>();
    }
}
