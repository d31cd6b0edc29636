using System.Collections.Frozen;
using Modular.Kernel.Services;

namespace Modular.Kernel.Layers;

/// <summary>The services visible in a layer with their indexes. Immutable.</summary>
internal sealed class LayerCatalog
{
    private readonly FrozenDictionary<string, KernelService> _byName;
    private readonly FrozenDictionary<byte, KernelService[]> _byServiceId;

    public LayerCatalog(KernelService[] services)
    {
        Services = services;
        var byName = new Dictionary<string, KernelService>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in services)
        {
            byName.TryAdd(service.ShortName, service);
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _byServiceId = services.Where(service => service.ServiceId is not null)
            .GroupBy(service => service.ServiceId!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<KernelService> Services { get; }

    public KernelService? Find(string shortName) => _byName.GetValueOrDefault(shortName);

    public IReadOnlyList<KernelService> WithServiceId(byte serviceId) => _byServiceId.GetValueOrDefault(serviceId, []);

    /// <summary>The service with the longest constant prefix among those whose constants a request carries.</summary>
    public KernelService? Match(ReadOnlySpan<byte> request)
    {
        KernelService? best = null;
        foreach (var service in request.IsEmpty ? [] : WithServiceId(request[0]))
        {
            if ((best is null || service.RequestPrefix.Length > best.RequestPrefix.Length) && service.MatchesRequest(request))
            {
                best = service;
            }
        }

        return best;
    }
}
