namespace Modular.Sdk.Capabilities;

/// <summary>
/// Tells the host that a service of the plugin's container is to be published as a capability, once the plugin runs.
/// </summary>
/// <param name="Contract">An interface of the SDK.</param>
/// <param name="Resolve">Gets the provider from the plugin's container.</param>
public sealed record CapabilityRegistration(Type Contract, Func<IServiceProvider, object> Resolve);
