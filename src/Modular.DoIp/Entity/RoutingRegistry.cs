using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>Knows which tester is active on which connection, and decides about new ones.</summary>
/// <remarks>
/// A routing activation names no entity. Where several share one socket, a connection goes to the first entity at which the
/// tester is not active yet, so that a tester may hold one connection per entity as if each had an address of its own.
/// </remarks>
internal sealed class RoutingRegistry(IReadOnlyList<DoIpEntity> entities)
{
    private readonly Lock _gate = new();
    private readonly List<DoIpServerConnection> _active = [];

    /// <summary>Active testers of an entity, for its status.</summary>
    public int CountOf(DoIpEntity entity)
    {
        lock (_gate)
        {
            return _active.Count(connection => connection.Registration?.Entity == entity);
        }
    }

    public void Remove(DoIpServerConnection connection)
    {
        lock (_gate)
        {
            _active.Remove(connection);
        }
    }

    /// <summary>Applies the rules of routing activation in the order of the standard.</summary>
    public async ValueTask<(DoIpEntity Entity, RoutingActivationResponseCode Code)> ActivateAsync(
        DoIpServerConnection connection,
        RoutingActivationRequest request)
    {
        DoIpEntity[] online = [.. entities.Where(entity => entity.IsOnline)];
        DoIpEntity[] knowing = [.. online.Where(entity => entity.Options.KnownTesters?.Contains(request.SourceAddress) ?? true)];
        if (knowing.Length == 0)
        {
            return (online.FirstOrDefault() ?? entities[0], RoutingActivationResponseCode.UnknownSourceAddress);
        }

        if (connection.Registration is { } registration)
        {
            return registration.Tester == request.SourceAddress
                ? (registration.Entity, RoutingActivationResponseCode.SuccessfullyActivated)
                : (registration.Entity, RoutingActivationResponseCode.SourceAddressMismatch);
        }

        if (Array.Find(knowing, entity => entity.Options.ActivationTypes.Contains(request.ActivationType)) is not { } supporting)
        {
            return (knowing[0], RoutingActivationResponseCode.UnsupportedActivationType);
        }

        var decision = supporting.Options.DecideActivation?.Invoke(request) ?? RoutingActivationResponseCode.SuccessfullyActivated;
        if (!new RoutingActivationResponse(0, 0, decision).IsSuccess)
        {
            return (supporting, decision);
        }

        // Twice at most: a connection that does not live makes room, and the second look takes it.
        var refusal = RoutingActivationResponseCode.AllSocketsRegisteredAndActive;
        for (var look = 0; look < 2; look++)
        {
            if (TryRegister(connection, request, knowing, out var entity, out var inTheWay, out refusal))
            {
                return (entity, decision);
            }

            if (!await DropDeadAsync(inTheWay).ConfigureAwait(false))
            {
                break;
            }
        }

        return (supporting, refusal);
    }

    private bool TryRegister(
        DoIpServerConnection connection,
        RoutingActivationRequest request,
        DoIpEntity[] candidates,
        out DoIpEntity chosen,
        out DoIpServerConnection[] inTheWay,
        out RoutingActivationResponseCode refusal)
    {
        lock (_gate)
        {
            inTheWay = [];
            refusal = RoutingActivationResponseCode.SourceAddressAlreadyActive;
            foreach (var entity in candidates.Where(entity => entity.Options.ActivationTypes.Contains(request.ActivationType)))
            {
                chosen = entity;
                DoIpServerConnection[] ofEntity = [.. _active.Where(other => other.Registration?.Entity == entity)];
                if (Array.Find(ofEntity, other => other.Registration?.Tester == request.SourceAddress) is { } same)
                {
                    inTheWay = [.. inTheWay, same];
                }
                else if (ofEntity.Length >= entity.Options.MaxSockets)
                {
                    refusal = RoutingActivationResponseCode.AllSocketsRegisteredAndActive;
                    inTheWay = [.. inTheWay, .. ofEntity];
                }
                else
                {
                    connection.Registration = new Registration(entity, request.SourceAddress);
                    _active.Add(connection);
                    return true;
                }
            }

            chosen = candidates[0];
            return false;
        }
    }

    private async Task<bool> DropDeadAsync(DoIpServerConnection[] connections)
    {
        var alive = await Task.WhenAll(connections.Select(connection => connection.IsAliveAsync())).ConfigureAwait(false);
        foreach (var (connection, _) in connections.Zip(alive).Where(pair => !pair.Second))
        {
            Remove(connection);
            connection.Close();
        }

        return alive.Contains(false);
    }
}
