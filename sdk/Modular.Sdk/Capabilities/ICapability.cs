using System.Diagnostics.CodeAnalysis;

namespace Modular.Sdk.Capabilities;

/// <summary>
/// A plugin's view of a contract that another plugin provides. Taken from the container, kept for the plugin's life;
/// what changes behind it is the provider.
/// </summary>
/// <typeparam name="T">An interface of the SDK.</typeparam>
/// <remarks>Safe for use from any thread. Never keep the value of a lease after the lease was disposed.</remarks>
public interface ICapability<T>
    where T : class
{
    /// <summary>Raised after the set of providers changed. Handlers run on a host thread and must return quickly.</summary>
    event EventHandler? Changed;

    /// <summary>Leases on all current providers are available through this, in the order in which they were published.</summary>
    /// <returns>One lease per provider; the caller disposes each of them.</returns>
    IReadOnlyList<CapabilityLease<T>> AcquireAll();

    /// <summary>Takes a lease on the current provider (the one published last).</summary>
    /// <returns>A lease; while it is held the provider's generation is not stopped.</returns>
    /// <exception cref="PluginUnavailableException">No plugin provides this contract now.</exception>
    CapabilityLease<T> Acquire();

    /// <summary>Takes a lease on the current provider if there is one.</summary>
    /// <param name="lease">The lease, or null.</param>
    /// <returns>True when a lease was taken.</returns>
    bool TryAcquire([NotNullWhen(true)] out CapabilityLease<T>? lease);
}
