using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>What an entity says about itself over UDP.</summary>
public sealed record DoIpEntityIdentity
{
    /// <summary>Logical address of the entity.</summary>
    public required ushort LogicalAddress { get; init; }

    /// <summary>Vehicle identification number.</summary>
    public VehicleIdentificationNumber Vin { get; init; }

    /// <summary>Entity identification.</summary>
    public EntityIdentification Eid { get; init; }

    /// <summary>Group identification.</summary>
    public GroupIdentification Gid { get; init; }

    /// <summary>What the tester has to do first.</summary>
    public FurtherActionRequired FurtherAction { get; init; }

    /// <summary>Whether VIN and group identification are synchronized.</summary>
    /// <value>Null leaves the byte out. Default <see cref="SynchronizationStatus.Synchronized"/>.</value>
    public SynchronizationStatus? SynchronizationStatus { get; init; } = Messages.SynchronizationStatus.Synchronized;

    /// <summary>Gateway or plain node.</summary>
    public NodeType NodeType { get; init; }

    /// <summary>Readiness for diagnostics.</summary>
    /// <value>Default <see cref="DiagnosticPowerMode.Ready"/>.</value>
    public DiagnosticPowerMode PowerMode { get; init; } = DiagnosticPowerMode.Ready;

    internal VehicleAnnouncement ToAnnouncement() => new(Vin, LogicalAddress, Eid, Gid, FurtherAction, SynchronizationStatus);
}
