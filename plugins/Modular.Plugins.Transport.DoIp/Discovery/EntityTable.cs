using System.Collections.Concurrent;
using System.Globalization;
using Modular.DoIp.Discovery;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Discovery;

/// <summary>The entities found so far, by logical address. Safe for concurrent use.</summary>
internal sealed class EntityTable
{
    private readonly ConcurrentDictionary<ushort, DiscoveredEntity> _entities = new();

    /// <summary>All entities as nodes, ordered by address.</summary>
    public IReadOnlyList<TransportNode> Nodes => [.. _entities.Values.OrderBy(entity => entity.Announcement.LogicalAddress).Select(ToNode)];

    /// <summary>Finds an entity.</summary>
    /// <param name="logicalAddress">Its logical address.</param>
    /// <returns>The entity, or null.</returns>
    public DiscoveredEntity? Find(ushort logicalAddress) => _entities.GetValueOrDefault(logicalAddress);

    /// <summary>Takes an announcement; a newer one replaces the older one of the same address.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>True when the entity is new, or has moved.</returns>
    public bool Put(DiscoveredEntity entity)
    {
        var address = entity.Announcement.LogicalAddress;
        while (true)
        {
            if (!_entities.TryGetValue(address, out var before))
            {
                if (_entities.TryAdd(address, entity))
                {
                    return true;
                }
            }
            else if (_entities.TryUpdate(address, entity, before))
            {
                return !before.EndPoint.Equals(entity.EndPoint);
            }
        }
    }

    /// <summary>Describes an entity in the terms of the contract.</summary>
    /// <param name="entity">The entity.</param>
    public static TransportNode ToNode(DiscoveredEntity entity)
    {
        var announcement = entity.Announcement;
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["eid"] = announcement.Eid.ToString(),
            ["gid"] = announcement.Gid.ToString(),
            ["port"] = entity.EndPoint.Port.ToString(CultureInfo.InvariantCulture),
        };
        if (announcement.Vin.IsSet)
        {
            properties["vin"] = announcement.Vin.Value;
        }

        return new TransportNode(entity.EndPoint.Address.ToString(), announcement.LogicalAddress, properties);
    }
}
