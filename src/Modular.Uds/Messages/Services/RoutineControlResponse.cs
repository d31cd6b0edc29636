using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>The routine did what was asked.</summary>
/// <param name="ControlType">As asked.</param>
/// <param name="RoutineIdentifier">The routine.</param>
/// <param name="StatusRecord">Status and results of the routine.</param>
public readonly record struct RoutineControlResponse(
    byte ControlType,
    ushort RoutineIdentifier,
    ReadOnlyMemory<byte> StatusRecord = default)
    : IUdsResponseMessage<RoutineControlResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.RoutineControl;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out RoutineControlResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction || response.Parameters.Length < 2)
        {
            return false;
        }

        var parameters = response.Parameters.Span;
        message = new RoutineControlResponse(subFunction, BinaryPrimitives.ReadUInt16BigEndian(parameters), response.Parameters[2..]);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse()
    {
        Span<byte> head = stackalloc byte[3];
        head[0] = ControlType;
        BinaryPrimitives.WriteUInt16BigEndian(head[1..], RoutineIdentifier);
        return UdsResponse.Join(Service, head, StatusRecord.Span);
    }
}
