using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Modular.Plugins.Security.Jwt.Authentication;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.State;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt;

/// <summary>Authentication and authorisation by JSON Web Tokens.</summary>
[Export(typeof(IPluginModule))]
public sealed class JwtPlugin : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);

        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsRules>();

        // Not bound with a change token: the options monitor would throw at whoever reloads a configuration that is wrong.
        // SecurityState listens itself, and keeps what was right.
        services.AddOptions<JwtOptions>()
            .Configure(options => context.Configuration.GetSection(JwtOptions.SectionName).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true))
            .ValidateOnStart();
        services.AddSingleton(context.Host);
        services.AddSingleton<SecurityState>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<SecurityState>());
        services.AddSingleton<ClientDirectory>();
        services.AddSingleton<IHealthContributor, JwtHealth>();
        services.ProvideCapability<IAuthenticator, JwtAuthenticator>();
        services.ProvideCapability<ITokenIssuer, JwtIssuer>();
    }
}
