using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Asks the entity with this entity identification to identify itself (0x0002, UDP).</summary>
/// <param name="Eid">Entity identification of the entity that shall answer.</param>
public readonly record struct VehicleIdentificationRequestWithEid(EntityIdentification Eid) : IDoIpMessage<VehicleIdentificationRequestWithEid>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.VehicleIdentificationRequestWithEid;

    /// <inheritdoc/>
    public int PayloadLength => EntityIdentification.Length;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination) => Eid.CopyTo(destination);

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out VehicleIdentificationRequestWithEid message)
    {
        var reader = new PayloadReader(payload);
        message = new VehicleIdentificationRequestWithEid(new EntityIdentification(reader.ReadUInt48()));
        return reader.IsComplete;
    }
}
