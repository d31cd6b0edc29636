using Modular.DoIp.Messages;

namespace Modular.DoIp.Discovery;

/// <summary>Whom a search is for. The default asks everybody.</summary>
public readonly record struct VehicleIdentificationQuery
{
    private VehicleIdentificationQuery(EntityIdentification? eid, VehicleIdentificationNumber? vin)
    {
        Eid = eid;
        Vin = vin;
    }

    /// <summary>Entity identification asked for, or null.</summary>
    public EntityIdentification? Eid { get; }

    /// <summary>VIN asked for, or null.</summary>
    public VehicleIdentificationNumber? Vin { get; }

    /// <summary>Asks the entity of one entity identification.</summary>
    /// <param name="eid">Its entity identification.</param>
    public static VehicleIdentificationQuery ByEid(EntityIdentification eid) => new(eid, null);

    /// <summary>Asks the entities of one vehicle.</summary>
    /// <param name="vin">Its VIN.</param>
    public static VehicleIdentificationQuery ByVin(VehicleIdentificationNumber vin) => new(null, vin);

    internal IDoIpMessage ToMessage() => this switch
    {
        { Eid: { } eid } => new VehicleIdentificationRequestWithEid(eid),
        { Vin: { } vin } => new VehicleIdentificationRequestWithVin(vin),
        _ => new VehicleIdentificationRequest(),
    };
}
