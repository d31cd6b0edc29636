using System.Buffers.Binary;
using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>WriteDataByIdentifier (0x2E): what was written is read from then on, resets included.</summary>
internal sealed class WriteDataBehaviour : IServiceBehaviour
{
    private const int HeaderLength = 3;

    public EcuReply Answer(EcuTurn turn)
    {
        var request = turn.Request.Span;
        var response = turn.Ecu.Describe(turn);
        if (response.Response is not null && request.Length > HeaderLength)
        {
            turn.Ecu.Data.Write(BinaryPrimitives.ReadUInt16BigEndian(request[1..]), request[HeaderLength..]);
        }

        return response;
    }
}
