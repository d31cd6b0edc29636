using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>CommunicationControl (0x28): remembers what was asked for.</summary>
internal sealed class CommunicationControlBehaviour : IServiceBehaviour
{
    public EcuReply Answer(EcuTurn turn)
    {
        var response = turn.Ecu.Describe(turn);
        if (response.Response is not null)
        {
            turn.State.CommunicationControl = turn.SubFunction;
        }

        return response;
    }
}
