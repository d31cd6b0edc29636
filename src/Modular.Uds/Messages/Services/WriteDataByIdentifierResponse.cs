using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>The data record is written.</summary>
/// <param name="Identifier">Data identifier.</param>
public readonly record struct WriteDataByIdentifierResponse(ushort Identifier) : IUdsResponseMessage<WriteDataByIdentifierResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.WriteDataByIdentifier;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out WriteDataByIdentifierResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.Parameters.Length < 2)
        {
            return false;
        }

        var parameters = response.Parameters.Span;
        message = new WriteDataByIdentifierResponse(BinaryPrimitives.ReadUInt16BigEndian(parameters));
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse()
    {
        Span<byte> head = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(head, Identifier);
        return UdsResponse.Join(Service, head, default);
    }
}
