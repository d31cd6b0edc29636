using System.Buffers.Binary;
using Modular.Simulation.Ecus;
using Modular.Simulation.Faults;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>ReadDTCInformation (0x19): by status, counted, and with what was stored at the time of the fault.</summary>
internal sealed class ReadDtcBehaviour : IServiceBehaviour
{
    private const byte ResponseId = 0x59;
    private const byte NumberByStatusMask = 0x01;
    private const byte ByStatusMask = 0x02;
    private const byte SnapshotByNumber = 0x04;
    private const byte ExtendedDataByNumber = 0x06;
    private const byte Supported = 0x0A;
    private const byte Iso14229Format = 0x01;
    private const int MaskedLength = 3;
    private const int RecordLength = 6;
    private const int StatusOffset = 5;
    private const int RecordOffset = 6;
    private const byte AllRecords = 0xFF;

    public bool DecodesRequest => false;

    public EcuReply Answer(EcuTurn turn) => turn.SubFunction switch
    {
        NumberByStatusMask => Masked(turn, count: true),
        ByStatusMask => Masked(turn, count: false),
        SnapshotByNumber or ExtendedDataByNumber => ReadRecord(turn),
        Supported => ListSupported(turn),
        _ => turn.Ecu.Describe(turn),
    };

    private static EcuReply Masked(EcuTurn turn, bool count)
    {
        if (turn.Request.Length != MaskedLength)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        var mask = turn.Request.Span[2];
        var faults = turn.Ecu.Faults.Stored.Where(fault => (fault.Status & mask) != 0).ToArray();
        if (!count)
        {
            return List(ByStatusMask, faults);
        }

        byte[] response =
            [ResponseId, NumberByStatusMask, FaultMemory.AvailabilityMask, Iso14229Format, (byte)(faults.Length >> 8), (byte)faults.Length];
        return response;
    }

    private static EcuReply ListSupported(EcuTurn turn) => turn.Request.Length == 2
        ? List(Supported, turn.Ecu.Faults.Known)
        : NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;

    private static byte[] List(byte subFunction, IEnumerable<SimulatedFault> faults)
    {
        List<byte> response = [ResponseId, subFunction, FaultMemory.AvailabilityMask];
        foreach (var fault in faults)
        {
            response.AddRange([(byte)(fault.Code >> 16), (byte)(fault.Code >> 8), (byte)fault.Code, fault.Status]);
        }

        return [.. response];
    }

    private static EcuReply ReadRecord(EcuTurn turn)
    {
        if (turn.Request.Length != RecordLength)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        var request = turn.Request;
        var code = BinaryPrimitives.ReadUInt32BigEndian(request.Span[1..]) & FaultMemory.AllGroups;
        if (!turn.Ecu.Faults.Knows(code))
        {
            return NegativeResponseCode.RequestOutOfRange;
        }

        var status = turn.Ecu.Faults.StatusOf(code);
        if (status == 0)
        {
            // Known, but nothing was stored with it: the answer ends behind the status.
            byte[] empty = [ResponseId, turn.SubFunction, .. request.Span[2..StatusOffset], status];
            return empty;
        }

        return turn.Ecu.Describe(turn, (response, attempt) =>
        {
            if (response.Length < RecordOffset)
            {
                return;
            }

            request.Span[2..StatusOffset].CopyTo(response[2..]);
            response[StatusOffset] = status;
            if (response.Length > RecordOffset)
            {
                response[RecordOffset] = RecordNumber(request.Span[^1], attempt);
            }
        });
    }

    // The number asked for; where all are asked for, the first ones that makers use until the description knows one.
    private static byte RecordNumber(byte asked, int attempt) => (asked, attempt) switch
    {
        (not AllRecords, _) => asked,
        (_, 0) => 0x01,
        (_, 1) => 0x10,
        (_, 2) => 0xFE,
        _ => AllRecords,
    };
}
