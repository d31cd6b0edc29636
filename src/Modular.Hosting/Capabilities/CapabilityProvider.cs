using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Capabilities;

namespace Modular.Hosting.Capabilities;

/// <summary>One contract provided by one generation.</summary>
/// <param name="Contract">An interface of the SDK.</param>
/// <param name="Value">The provider.</param>
/// <param name="Owner">Whose it is; leases are counted there.</param>
internal sealed record CapabilityProvider(Type Contract, object Value, ICapabilityOwner Owner)
{
    /// <summary>Takes what a generation registered, and holds it against its manifest.</summary>
    /// <exception cref="PluginProblemException">Manifest and registrations differ.</exception>
    public static IReadOnlyList<CapabilityProvider> Collect(PluginGeneration generation)
    {
        var declared = generation.Package.Manifest.Provides;
        var registered = generation.Services.GetServices<CapabilityRegistration>().ToList();
        foreach (var registration in registered)
        {
            var name = registration.Contract.FullName;
            if (registration.Contract.Assembly != typeof(CapabilityRegistration).Assembly || !registration.Contract.IsInterface)
            {
                throw new PluginProblemException(
                    PluginReasonCode.CapabilityUndeclared, $"The plugin provides {name}, which is no interface of the SDK. Only those are known to other plugins.");
            }

            if (!declared.Contains(name, StringComparer.Ordinal))
            {
                throw new PluginProblemException(
                    PluginReasonCode.CapabilityUndeclared, $"The plugin provides {name}, but its manifest does not say so. Add <PluginProvides Include=\"{name}\" />.");
            }
        }

        var missing = declared.FirstOrDefault(name => registered.TrueForAll(registration => registration.Contract.FullName != name));
        if (missing is not null)
        {
            throw new PluginProblemException(
                PluginReasonCode.CapabilityMissing, $"The manifest says that the plugin provides {missing}, but its module registers no such capability.");
        }

        return [.. registered.Where(static registration => registration.IsOffered).Select(registration => Resolve(registration, generation))];
    }

    private static CapabilityProvider Resolve(CapabilityRegistration registration, PluginGeneration generation)
    {
        var value = registration.Resolve(generation.Services);
        return registration.Contract.IsInstanceOfType(value)
            ? new CapabilityProvider(registration.Contract, value, generation)
            : throw new PluginProblemException(
                PluginReasonCode.CapabilityMissing, $"What the plugin registers as {registration.Contract.FullName} does not implement it.");
    }
}
