namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>A set of diagnostic service identifiers.</summary>
internal sealed class ServiceIds
{
    private const byte RoutineControl = 0x31;
    private const byte RequestRoutineResults = 0x03;

    private readonly bool[] _members = new bool[256];
    private bool _hasRoutineResults;

    /// <summary>
    /// Services that only read: ISO 14229-1 ReadDTCInformation, ReadDataByIdentifier, ReadMemoryByAddress,
    /// ReadScalingDataByIdentifier, the results of RoutineControl and TesterPresent; ISO 14230-3 reading of DTCs, of
    /// identification and of local data; ISO 15031-5 but clearing and control of on-board systems.
    /// </summary>
    public static ServiceIds Reading { get; } = new(
        [0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x09, 0x0A, 0x12, 0x13, 0x17, 0x18, 0x19, 0x1A, 0x21, 0x22, 0x23, 0x24, 0x3E])
    {
        _hasRoutineResults = true,
    };

    /// <summary>Makes a set.</summary>
    /// <param name="members">Service identifiers.</param>
    public ServiceIds(IEnumerable<byte> members)
    {
        foreach (var member in members)
        {
            _members[member] = true;
        }
    }

    /// <summary>Whether a service belongs to the set.</summary>
    /// <param name="serviceId">First byte of its request; null when the database gives none, which belongs to no set.</param>
    /// <param name="subFunction">Second byte, or null.</param>
    /// <returns>True when it does.</returns>
    public bool Contains(byte? serviceId, byte? subFunction) =>
        serviceId is { } id && (_members[id] || (_hasRoutineResults && id == RoutineControl && subFunction == RequestRoutineResults));
}
