using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>Data records. With several identifiers asked, the later ones follow inside the record.</summary>
/// <param name="Identifier">First data identifier.</param>
/// <param name="Record">All bytes after the first identifier.</param>
public readonly record struct ReadDataByIdentifierResponse(
    ushort Identifier,
    ReadOnlyMemory<byte> Record = default)
    : IUdsResponseMessage<ReadDataByIdentifierResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ReadDataByIdentifier;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out ReadDataByIdentifierResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.Parameters.Length < 2)
        {
            return false;
        }

        var parameters = response.Parameters.Span;
        message = new ReadDataByIdentifierResponse(BinaryPrimitives.ReadUInt16BigEndian(parameters), response.Parameters[2..]);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse()
    {
        Span<byte> head = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(head, Identifier);
        return UdsResponse.Join(Service, head, Record.Span);
    }
}
