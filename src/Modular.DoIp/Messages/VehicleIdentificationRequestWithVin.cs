using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Asks the entities of the vehicle with this VIN to identify themselves (0x0003, UDP).</summary>
/// <param name="Vin">Vehicle identification number of the vehicle that shall answer.</param>
public readonly record struct VehicleIdentificationRequestWithVin(VehicleIdentificationNumber Vin)
    : IDoIpMessage<VehicleIdentificationRequestWithVin>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.VehicleIdentificationRequestWithVin;

    /// <inheritdoc/>
    public int PayloadLength => VehicleIdentificationNumber.Length;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination) => Vin.CopyTo(destination);

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out VehicleIdentificationRequestWithVin message)
    {
        var reader = new PayloadReader(payload);
        Span<byte> vin = stackalloc byte[VehicleIdentificationNumber.Length];
        reader.Read(vin);
        message = new VehicleIdentificationRequestWithVin(VehicleIdentificationNumber.FromBytes(vin));
        return reader.IsComplete;
    }
}
