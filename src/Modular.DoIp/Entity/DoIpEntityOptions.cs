using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>Which testers an entity serves, and how many.</summary>
public sealed record DoIpEntityOptions
{
    /// <summary>Testers that may activate routing.</summary>
    /// <value>Null, the default, knows every address.</value>
    public IReadOnlySet<ushort>? KnownTesters { get; init; }

    /// <summary>Activation types the entity supports.</summary>
    /// <value>Default: ordinary diagnostics and diagnostics required by regulation.</value>
    public IReadOnlySet<RoutingActivationType> ActivationTypes { get; init; } =
        new HashSet<RoutingActivationType> { RoutingActivationType.Default, RoutingActivationType.DiagnosticsRequiredByRegulation };

    /// <summary>Testers that may be active at once.</summary>
    /// <value>1 to 255. Default 8.</value>
    public byte MaxSockets { get; init; } = 8;

    /// <summary>Longest diagnostic message the entity takes.</summary>
    /// <value>Bytes of user data. Default 65 535.</value>
    public uint MaxDataSize { get; init; } = ushort.MaxValue;

    /// <summary>
    /// Last word on an activation that passed every other rule: the code to answer, for example that a confirmation is required or
    /// that TLS is wanted. Called on the connection's loop; must not block.
    /// </summary>
    /// <value>Null, the default, activates.</value>
    public Func<RoutingActivationRequest, RoutingActivationResponseCode>? DecideActivation { get; init; }
}
