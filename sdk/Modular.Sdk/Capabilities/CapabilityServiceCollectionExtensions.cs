using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Modular.Sdk.Capabilities;

/// <summary>Registers what a plugin provides to other plugins.</summary>
public static class CapabilityServiceCollectionExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TImplementation"/> as a singleton and publishes it as
    /// <typeparamref name="TContract"/> when the plugin runs. The manifest must name the contract under <c>provides</c>.
    /// </summary>
    /// <typeparam name="TContract">An interface of the SDK.</typeparam>
    /// <typeparam name="TImplementation">The plugin's class.</typeparam>
    /// <param name="services">The plugin's services.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection ProvideCapability<TContract, TImplementation>(this IServiceCollection services)
        where TContract : class
        where TImplementation : class, TContract
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<TImplementation>();
        services.AddSingleton(new CapabilityRegistration(
            typeof(TContract), static provider => provider.GetRequiredService<TImplementation>()));
        return services;
    }

    /// <summary>
    /// Declares that a contract of the manifest is not provided under the present configuration, so that nobody asks a
    /// provider which has nothing to say.
    /// </summary>
    /// <typeparam name="TContract">An interface of the SDK.</typeparam>
    /// <param name="services">The plugin's services.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection WithholdCapability<TContract>(this IServiceCollection services)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(new CapabilityRegistration(
            typeof(TContract), static _ => throw new InvalidOperationException($"{typeof(TContract).Name} is withheld."))
        {
            IsOffered = false,
        });
        return services;
    }
}
