using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>Writes a data record.</summary>
/// <param name="Identifier">Data identifier.</param>
/// <param name="Record">The data.</param>
public readonly record struct WriteDataByIdentifierRequest(
    ushort Identifier,
    ReadOnlyMemory<byte> Record = default)
    : IUdsRequestMessage<WriteDataByIdentifierRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.WriteDataByIdentifier;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out WriteDataByIdentifierRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.Parameters.Length < 2)
        {
            return false;
        }

        var parameters = request.Parameters.Span;
        message = new WriteDataByIdentifierRequest(BinaryPrimitives.ReadUInt16BigEndian(parameters), request.Parameters[2..]);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest()
    {
        Span<byte> head = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(head, Identifier);
        return UdsRequest.Join(Service, head, Record.Span);
    }
}
