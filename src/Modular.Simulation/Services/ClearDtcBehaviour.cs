using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>ClearDiagnosticInformation (0x14): one trouble code or all of them.</summary>
internal sealed class ClearDtcBehaviour : IServiceBehaviour
{
    private const int HeaderLength = 4;

    public bool DecodesRequest => false;

    public EcuReply Answer(EcuTurn turn)
    {
        var request = turn.Request.Span;
        // A fifth byte chooses a memory; this ECU has one.
        if (request.Length is < HeaderLength or > HeaderLength + 1)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        var group = (uint)((request[1] << 16) | (request[2] << 8) | request[3]);
        return turn.Ecu.Faults.Clear(group) ? turn.Ecu.Describe(turn) : NegativeResponseCode.RequestOutOfRange;
    }
}
