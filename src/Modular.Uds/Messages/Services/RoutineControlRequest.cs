using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>Starts or stops a routine or asks for its results.</summary>
/// <param name="ControlType">What to do, 0 to 127; see <see cref="RoutineControlType"/>.</param>
/// <param name="RoutineIdentifier">The routine.</param>
/// <param name="OptionRecord">Parameters of the routine.</param>
/// <param name="SuppressPositiveResponse">Asks the ECU not to confirm success.</param>
public readonly record struct RoutineControlRequest(
    byte ControlType,
    ushort RoutineIdentifier,
    ReadOnlyMemory<byte> OptionRecord = default,
    bool SuppressPositiveResponse = false)
    : IUdsRequestMessage<RoutineControlRequest>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.RoutineControl;

    /// <inheritdoc/>
    public static bool TryParse(UdsRequest request, out RoutineControlRequest message)
    {
        message = default;
        if (!request.Is(Service) || request.SubFunction is not { } subFunction || request.Parameters.Length < 2)
        {
            return false;
        }

        var parameters = request.Parameters.Span;
        message = new RoutineControlRequest(
            subFunction,
            BinaryPrimitives.ReadUInt16BigEndian(parameters),
            request.Parameters[2..],
            request.SuppressPositiveResponse);
        return true;
    }

    /// <inheritdoc/>
    public UdsRequest ToRequest()
    {
        Span<byte> head = stackalloc byte[3];
        head[0] = SubFunctionByte.Encode(ControlType, SuppressPositiveResponse);
        BinaryPrimitives.WriteUInt16BigEndian(head[1..], RoutineIdentifier);
        return UdsRequest.Join(Service, head, OptionRecord.Span);
    }
}
