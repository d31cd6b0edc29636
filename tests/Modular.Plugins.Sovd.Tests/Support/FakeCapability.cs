using System.Diagnostics.CodeAnalysis;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeCapability<T>(T? provider) : ICapability<T>
    where T : class
{
    private static readonly PluginIdentity Identity = new("test", "1.0.0", 1);
    private T? _provider = provider;

    public event EventHandler? Changed;

    public int OpenLeases { get; private set; }

    public void Replace(T? provider)
    {
        _provider = provider;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public IReadOnlyList<CapabilityLease<T>> AcquireAll() => TryAcquire(out var lease) ? [lease] : [];

    public CapabilityLease<T> Acquire() => TryAcquire(out var lease) ? lease : throw new PluginUnavailableException(typeof(T).FullName!);

    public bool TryAcquire([NotNullWhen(true)] out CapabilityLease<T>? lease)
    {
        lease = null;
        if (_provider is null)
        {
            return false;
        }

        OpenLeases++;
        lease = new CapabilityLease<T>(_provider, Identity, () => OpenLeases--);
        return true;
    }
}
