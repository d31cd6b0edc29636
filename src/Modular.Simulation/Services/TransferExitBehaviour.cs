using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>RequestTransferExit (0x37): ends a complete transfer.</summary>
internal sealed class TransferExitBehaviour : IServiceBehaviour
{
    public EcuReply Answer(EcuTurn turn)
    {
        if (turn.State.Transfer is not { Remaining: 0 })
        {
            return NegativeResponseCode.RequestSequenceError;
        }

        turn.State.Transfer = null;
        return turn.Ecu.Describe(turn);
    }
}
