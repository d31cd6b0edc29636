namespace Modular.Sdk.Capabilities;

/// <summary>
/// Tells the host that a service of the plugin's container is to be published as a capability, once the plugin runs.
/// </summary>
/// <param name="Contract">An interface of the SDK.</param>
/// <param name="Resolve">Gets the provider from the plugin's container.</param>
public sealed record CapabilityRegistration(Type Contract, Func<IServiceProvider, object> Resolve)
{
    /// <summary>False when the manifest names the contract, but the configuration leaves the plugin nothing to provide.</summary>
    public bool IsOffered { get; init; } = true;
}
