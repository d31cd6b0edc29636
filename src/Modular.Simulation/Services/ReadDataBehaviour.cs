using System.Buffers.Binary;
using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>ReadDataByIdentifier (0x22): one identifier, or several of which each is described.</summary>
internal sealed class ReadDataBehaviour : IServiceBehaviour
{
    private const byte RequestId = 0x22;
    private const byte ResponseId = 0x62;
    private const int IdentifierLength = 2;

    public bool DecodesRequest => false;

    public EcuReply Answer(EcuTurn turn)
    {
        var request = turn.Request.Span;
        if (request.Length < 1 + IdentifierLength || request.Length % IdentifierLength == 0)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        if (request.Length == 1 + IdentifierLength)
        {
            return Read(turn, BinaryPrimitives.ReadUInt16BigEndian(request[1..])) ?? (EcuReply)NegativeResponseCode.RequestOutOfRange;
        }

        // The ECU leaves out what it does not have, and refuses when nothing is left.
        List<byte> response = [ResponseId];
        for (var offset = 1; offset < request.Length; offset += IdentifierLength)
        {
            var identifier = BinaryPrimitives.ReadUInt16BigEndian(request[offset..]);
            byte[] single = [RequestId, request[offset], request[offset + 1]];
            if (turn.State.Variant.Match(single) is { } service && turn.Ecu.IsAllowed(service)
                && Read(turn with { Service = service, Request = single }, identifier) is { } record)
            {
                response.AddRange(record.AsSpan(1));
            }
        }

        return response.Count > 1 ? response.ToArray() : NegativeResponseCode.RequestOutOfRange;
    }

    private static byte[]? Read(EcuTurn turn, ushort identifier)
    {
        var store = turn.Ecu.Data;
        if (store.Read(identifier) is { } record)
        {
            return [ResponseId, (byte)(identifier >> 8), (byte)identifier, .. record];
        }

        if (identifier == StandardIdentifier.ActiveDiagnosticSession)
        {
            byte[] standard = [ResponseId, (byte)(identifier >> 8), (byte)identifier, turn.State.Session];
            if (EcuCore.CanRead(turn, standard))
            {
                return standard;
            }
        }

        return turn.Ecu.Describe(turn).Response;
    }
}
