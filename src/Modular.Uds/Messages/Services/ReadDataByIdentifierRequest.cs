using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>Asks for one or more data records.</summary>
/// <param name="Identifiers">Data identifiers, at least one.</param>
public readonly record struct ReadDataByIdentifierRequest(ReadOnlyMemory<ushort> Identifiers)
    : IUdsRequestMessage<ReadDataByIdentifierRequest>
{
    /// <summary>Asks for one data record.</summary>
    /// <param name="identifier">The data identifier.</param>
    public ReadDataByIdentifierRequest(ushort identifier)
        : this(new[] { identifier })
    {
    }

    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.ReadDataByIdentifier;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out ReadDataByIdentifierRequest message)
    {
        message = default;
        var parameters = request.Parameters.Span;
        if (!request.Is(Service) || parameters.IsEmpty || parameters.Length % sizeof(ushort) != 0)
        {
            return false;
        }

        var identifiers = new ushort[parameters.Length / sizeof(ushort)];
        for (var i = 0; i < identifiers.Length; i++)
        {
            identifiers[i] = BinaryPrimitives.ReadUInt16BigEndian(parameters[(i * sizeof(ushort))..]);
        }

        message = new ReadDataByIdentifierRequest(identifiers);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest()
    {
        var parameters = new byte[Identifiers.Length * sizeof(ushort)];
        for (var i = 0; i < Identifiers.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(parameters.AsSpan(i * sizeof(ushort)), Identifiers.Span[i]);
        }

        return UdsRequest.Create(Service, parameters);
    }
}
