namespace Modular.DoIp.Entity;

/// <summary>A DoIP entity: an ECU on the network, or a gateway with the ECUs behind it.</summary>
/// <remarks>Hosted by a <see cref="DoIpServer"/>, which may hold several. Safe for concurrent use.</remarks>
public sealed class DoIpEntity
{
    private DoIpEntityIdentity _identity;
    private int _offline;

    /// <summary>Creates an entity.</summary>
    /// <param name="identity">What it says about itself.</param>
    /// <param name="nodes">The ECUs it routes to, itself included if it can be diagnosed.</param>
    /// <param name="options">Whom it serves; null takes the defaults.</param>
    public DoIpEntity(DoIpEntityIdentity identity, IEnumerable<IDoIpNode> nodes, DoIpEntityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(nodes);
        _identity = identity;
        Nodes = [.. nodes];
        Options = options ?? new DoIpEntityOptions();
    }

    /// <summary>What the entity says about itself. May be changed while it is served, for example after a VIN was written.</summary>
    public DoIpEntityIdentity Identity
    {
        get => Volatile.Read(ref _identity);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref _identity, value);
        }
    }

    /// <summary>Whom the entity serves.</summary>
    public DoIpEntityOptions Options { get; }

    /// <summary>The ECUs the entity routes to.</summary>
    public IReadOnlyList<IDoIpNode> Nodes { get; }

    /// <summary>
    /// Whether the entity answers at all. An entity that restarts goes offline; <see cref="DoIpServer.CloseConnections"/> ends its
    /// connections, as a restart does.
    /// </summary>
    public bool IsOnline
    {
        get => Volatile.Read(ref _offline) == 0;
        set => Volatile.Write(ref _offline, value ? 0 : 1);
    }
}
