using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>
/// Who a DoIP entity is (0x0004, UDP): sent on its own when the entity starts, and as the response to a vehicle identification request.
/// </summary>
/// <param name="Vin">Vehicle identification number, or a filler where none is programmed.</param>
/// <param name="LogicalAddress">Logical address of the entity itself.</param>
/// <param name="Eid">Entity identification.</param>
/// <param name="Gid">Group identification.</param>
/// <param name="FurtherAction">What the tester has to do first.</param>
/// <param name="SynchronizationStatus">Whether VIN and group identification are synchronized; null when the entity leaves the byte out.</param>
public readonly record struct VehicleAnnouncement(
    VehicleIdentificationNumber Vin,
    ushort LogicalAddress,
    EntityIdentification Eid,
    GroupIdentification Gid,
    FurtherActionRequired FurtherAction,
    SynchronizationStatus? SynchronizationStatus = null) : IDoIpMessage<VehicleAnnouncement>
{
    private const int LengthWithoutStatus = 32;

    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.VehicleAnnouncement;

    /// <inheritdoc/>
    public int PayloadLength => LengthWithoutStatus + (SynchronizationStatus is null ? 0 : 1);

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
        Vin.CopyTo(destination);
        BinaryPrimitives.WriteUInt16BigEndian(destination[17..], LogicalAddress);
        Eid.CopyTo(destination[19..]);
        Gid.CopyTo(destination[25..]);
        destination[31] = (byte)FurtherAction;
        if (SynchronizationStatus is { } status)
        {
            destination[32] = (byte)status;
        }
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out VehicleAnnouncement message)
    {
        var reader = new PayloadReader(payload);
        Span<byte> vin = stackalloc byte[VehicleIdentificationNumber.Length];
        reader.Read(vin);
        message = new VehicleAnnouncement(
            VehicleIdentificationNumber.FromBytes(vin),
            reader.ReadUInt16(),
            new EntityIdentification(reader.ReadUInt48()),
            new GroupIdentification(reader.ReadUInt48()),
            (FurtherActionRequired)reader.ReadByte(),
            reader.HasMore ? (SynchronizationStatus)reader.ReadByte() : null);
        return reader.IsComplete;
    }
}
