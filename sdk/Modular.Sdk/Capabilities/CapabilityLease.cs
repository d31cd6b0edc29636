using Modular.Sdk.Plugins;

namespace Modular.Sdk.Capabilities;

/// <summary>The right to use a provider until the lease is disposed.</summary>
/// <typeparam name="T">The contract.</typeparam>
public sealed class CapabilityLease<T> : IDisposable
    where T : class
{
    private Action? _release;
    private T? _value;

    /// <summary>Creates a lease. Called by the host and by test doubles.</summary>
    /// <param name="value">The provider.</param>
    /// <param name="provider">Who provides it.</param>
    /// <param name="release">Runs once, at the first <see cref="Dispose"/>.</param>
    public CapabilityLease(T value, PluginIdentity provider, Action release)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(release);
        _value = value;
        _release = release;
        Provider = provider;
    }

    /// <summary>Who provides the contract.</summary>
    public PluginIdentity Provider { get; }

    /// <summary>The provider.</summary>
    /// <exception cref="ObjectDisposedException">The lease was given back.</exception>
    public T Value
    {
        get
        {
            var value = _value;
            ObjectDisposedException.ThrowIf(value is null, this);
            return value;
        }
    }

    /// <summary>Gives the lease back. A second call does nothing.</summary>
    public void Dispose()
    {
        // The reference goes as well: a forgotten lease object must not keep an old generation alive.
        _value = null;
        Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
