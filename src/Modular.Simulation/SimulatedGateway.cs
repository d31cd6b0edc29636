using System.Globalization;
using Modular.DoIp.Entity;
using Modular.DoIp.Messages;
using Modular.Simulation.Values;
using Modular.Simulation.Vehicles;

namespace Modular.Simulation;

/// <summary>A DoIP entity of a simulated vehicle, with the ECUs behind it.</summary>
public sealed class SimulatedGateway
{
    // Locally administered, so that it is no real maker's.
    private const ulong LocallyAdministered = 0x02_00_00_00_00_00;
    private const ulong SerialMask = 0xFF_FF_FF_00_00;
    private const string GroupName = "GID";

    internal SimulatedGateway(ushort logicalAddress, IReadOnlyList<SimulatedEcu> ecus, string vin, int seed)
    {
        LogicalAddress = logicalAddress;
        Ecus = ecus;
        Entity = new DoIpEntity(
            new DoIpEntityIdentity
            {
                LogicalAddress = logicalAddress,
                Vin = VehicleIdentificationNumber.Parse(vin),
                Eid = new EntityIdentification(LocallyAdministered | (StableRandom.For(seed, "EID").Next() & SerialMask) | logicalAddress),
                Gid = new GroupIdentification(LocallyAdministered | (StableRandom.For(seed, GroupName).Next() & SerialMask)),
                NodeType = ecus.Any(ecu => ecu.LogicalAddress != logicalAddress) ? NodeType.Gateway : NodeType.Node,
            },
            ecus.Select(static ecu => new EcuNode(ecu)));
    }

    /// <summary>Logical address of the entity.</summary>
    public ushort LogicalAddress { get; }

    /// <summary>The ECUs it routes to, itself included where it has a database.</summary>
    public IReadOnlyList<SimulatedEcu> Ecus { get; }

    /// <summary>What the entity says about itself, and whether it answers at all.</summary>
    public DoIpEntity Entity { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{LogicalAddress:X4} with {Ecus.Count} ECUs");
}
