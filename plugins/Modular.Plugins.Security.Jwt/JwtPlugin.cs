using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Plugins.Security.Jwt.Authentication;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.Keys;
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
        services.AddOptions<JwtOptions>()
            .Bind(context.Configuration.GetSection(JwtOptions.SectionName), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton(context.Host);
        services.AddSingleton(static provider => LoadKeys(provider.GetRequiredService<IOptions<JwtOptions>>()));
        services.AddSingleton<ClientDirectory>();
        services.AddSingleton<IHealthContributor, JwtHealth>();
        services.ProvideCapability<IAuthenticator, JwtAuthenticator>();
        services.ProvideCapability<ITokenIssuer, JwtIssuer>();
    }

    private static KeyRing LoadKeys(IOptions<JwtOptions> options)
    {
        var mistakes = new List<string>();
        var keys = KeyRing.Load(options.Value, mistakes);
        if (mistakes.Count == 0)
        {
            return keys;
        }

        keys.Dispose();
        throw new OptionsValidationException(JwtOptions.SectionName, typeof(JwtOptions), mistakes);
    }
}
