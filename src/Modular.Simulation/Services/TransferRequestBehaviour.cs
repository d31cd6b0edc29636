using System.Buffers.Binary;
using Modular.Kernel.Services;
using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>RequestDownload (0x34) and RequestUpload (0x35): grants one transfer at a time.</summary>
/// <param name="isUpload">Whether the data goes from the ECU to the tester.</param>
internal sealed class TransferRequestBehaviour(bool isUpload) : IServiceBehaviour
{
    private const byte SecurityAccess = 0x27;
    private const byte SessionControl = 0x10;
    private const int HeaderLength = 3;
    private const int MaxFieldLength = 8;
    private const int DefaultFieldLength = 4;

    public bool DecodesRequest => false;

    public EcuReply Answer(EcuTurn turn)
    {
        var request = turn.Request.Span;
        if (request.Length < HeaderLength)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        var addressLength = request[2] & 0x0F;
        var sizeLength = request[2] >> 4;
        if (addressLength is 0 or > MaxFieldLength || sizeLength is 0 or > MaxFieldLength)
        {
            return NegativeResponseCode.RequestOutOfRange;
        }

        if (request.Length != HeaderLength + addressLength + sizeLength)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        if (!IsSessionRight(turn))
        {
            return NegativeResponseCode.ServiceNotSupportedInActiveSession;
        }

        if (turn.State.SecurityLevel == 0 && turn.State.Variant.WithServiceId(SecurityAccess).Count > 0)
        {
            return NegativeResponseCode.SecurityAccessDenied;
        }

        if (turn.State.Transfer is not null)
        {
            return NegativeResponseCode.ConditionsNotCorrect;
        }

        var size = ToNumber(request[(HeaderLength + addressLength)..]);
        if (size is 0 or > long.MaxValue)
        {
            return NegativeResponseCode.RequestOutOfRange;
        }

        turn.State.Transfer = new MemoryTransfer(isUpload, (long)size);
        return Grant(turn);
    }

    // The length of the block length is the ECU's choice: four bytes, unless the description has room for another.
    private static byte[] Grant(EcuTurn turn)
    {
        var described = turn.Service.Responses.FirstOrDefault(static response => response.Kind == ResponseKind.Positive)?.FixedLength - 2;
        var length = described is > 0 and <= MaxFieldLength ? described.Value : DefaultFieldLength;
        var response = new byte[2 + length];
        response[0] = ((UdsServiceId)turn.Request.Span[0]).ToResponseId();
        response[1] = (byte)(length << 4);
        var block = length >= DefaultFieldLength
            ? turn.Ecu.Profile.MaxBlockLength
            : Math.Min(turn.Ecu.Profile.MaxBlockLength, (1 << (8 * length)) - 1);
        for (var index = 0; index < Math.Min(length, DefaultFieldLength); index++)
        {
            response[^(index + 1)] = (byte)(block >> (8 * index));
        }

        return response;
    }

    // Where the database has a programming session the ECU is programmed in it, else in any session but the default one.
    private static bool IsSessionRight(EcuTurn turn) =>
        turn.State.Session == EcuState.ProgrammingSession
        || (turn.State.Session != EcuState.DefaultSession
            && turn.State.Variant.Match([SessionControl, EcuState.ProgrammingSession]) is null);

    private static ulong ToNumber(ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        bytes.CopyTo(wide[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(wide);
    }
}
